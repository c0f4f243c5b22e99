package io.tidings.catalog;

import java.util.List;

/** A condition together with the documents that state it. */
public record Requirement(Condition condition, List<String> sources) {
    public Requirement {
        sources = List.copyOf(sources);
    }
}
