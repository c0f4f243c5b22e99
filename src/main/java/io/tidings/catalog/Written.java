package io.tidings.catalog;

/** An update as it is written, with the number of its edition in the table: each edit counts it up. */
record Written(Update update, int revision, boolean isNew, boolean isProposed) {

    /** The same, of which a change was proposed and not done. */
    Written proposed() {
        return new Written(update, revision, false, true);
    }

    /** 201 for a new one, 202 for one of which a change waits for approval, and 200. */
    int status() {
        return isNew ? 201 : isProposed ? 202 : 200;
    }

    /** The entity tag by which an editor says what the edit builds on. */
    String tag() {
        return tag(revision);
    }

    static String tag(int revision) {
        return "\"r" + revision + '"';
    }
}
