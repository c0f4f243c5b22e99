package io.tidings.usage;

/** The topics of the intake, as the contract names them. */
final class Topics {
    static final String USAGE = "usage-data";
    /** The consumers of all replicas: as application.properties names it. */
    static final String GROUP = "tidings-usage";

    static final String REJECTED = "usage-data.rejected";

    private Topics() {}
}
