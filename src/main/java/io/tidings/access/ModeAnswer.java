package io.tidings.access;

/** A mode, and what must happen on the site before it is in force there. */
record ModeAnswer(Mode mode, String effectiveAfter) {

    static ModeAnswer of(Mode mode) {
        return new ModeAnswer(mode, "downloader-restart");
    }
}
