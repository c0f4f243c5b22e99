package io.tidings.protocol;

import java.util.Locale;

/** Why a document cannot be read. The code of each is fixed: operators filter by it, and it stands in Kafka headers. */
public enum Flaw {
    EMPTY,
    TOO_BIG,
    NOT_UTF8,
    NOT_JSON,
    DUPLICATE_KEY,
    TOO_DEEP,
    TOO_LONG,
    MISSING_FIELD,
    WRONG_FIELD,
    UNKNOWN_SCHEMA,
    NOT_A_CLOUD_EVENT;

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    public String code() {
        return code;
    }
}
