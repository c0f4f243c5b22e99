package io.tidings.catalog;

/** An update as it is written, with the number of its edition in the table: each edit counts it up. */
record Written(Update update, int revision, boolean isNew) {

    /** The entity tag by which an editor says what the edit builds on. */
    String tag() {
        return tag(revision);
    }

    static String tag(int revision) {
        return "\"r" + revision + '"';
    }
}
