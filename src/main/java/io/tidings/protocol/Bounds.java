package io.tidings.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;

/** How much of a document is read: its bytes, its nesting, its longest text. Each kind of document has its own. */
record Bounds(int maxBytes, int maxDepth, int maxString, JsonFactory json) {
    static final int MAX_STRING = 32_768;
    static final int MAX_ARRAY = 20_000;
    static final int MAX_NAME = 256;
    private static final int MAX_NUMBER = 200;

    /** For a document that is only taken apart: whoever reads a part does so within bounds of its own. */
    static Bounds loose(int maxBytes, int maxDepth) {
        JsonFactory json = new JsonFactoryBuilder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(maxDepth)
                        .maxStringLength(maxBytes)
                        .maxNameLength(maxBytes)
                        .maxNumberLength(maxBytes)
                        .build())
                .build();
        return new Bounds(maxBytes, maxDepth, maxBytes, json);
    }

    static Bounds of(int maxBytes, int maxDepth, int maxString) {
        JsonFactory json = new JsonFactoryBuilder()
                // names are the same in nearly every document; the table of them is bounded, but what is interned stays
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                // what comes is UTF-8, or refused before
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(maxDepth)
                        // counted in halves of pairs and in bytes; the cursor counts characters
                        .maxStringLength(2 * maxString)
                        .maxNameLength(4 * MAX_NAME)
                        .maxNumberLength(MAX_NUMBER)
                        .build())
                .build();
        return new Bounds(maxBytes, maxDepth, maxString, json);
    }
}
