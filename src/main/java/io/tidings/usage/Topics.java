package io.tidings.usage;

/** The topics of the intake, as the contract names them. */
final class Topics {
    static final String USAGE = "usage-data";
    static final String REJECTED = "usage-data.rejected";

    private Topics() {}
}
