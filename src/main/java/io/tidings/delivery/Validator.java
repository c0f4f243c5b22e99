package io.tidings.delivery;

import io.vertx.core.http.HttpHeaders;

/** A strong entity tag, as text to compare and as the bytes of a header: every poll writes it. */
record Validator(String text, CharSequence header) {

    static Validator of(String tag) {
        var text = '"' + tag + '"';
        return new Validator(text, HttpHeaders.createOptimized(text));
    }
}
