package io.tidings.schema;

/** This program and this database do not fit, and waiting would not change it. */
final class SchemaRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SchemaRefused(String why) {
        super(why, null, false, false);
    }
}
