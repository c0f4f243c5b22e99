package io.tidings.relevance;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Why a verdict is what it is: a fixed code, the same in words, the facts of the standing that were used, the value that
 * was needed, the documents that state the rule, and what would change the verdict.
 */
public record Reason(
        String code,
        String text,
        SortedMap<String, String> facts,
        @Nullable String required,
        List<String> sources,
        @Nullable String remedy) {

    public Reason {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        sources = List.copyOf(sources);
    }

    static Reason of(String code, String text, List<String> sources) {
        return new Reason(code, text, Collections.emptySortedMap(), null, sources, null);
    }

    Reason fact(String name, @Nullable Object value) {
        var more = new TreeMap<>(facts);
        more.put(name, value == null ? "unknown" : value.toString());
        return new Reason(code, text, more, required, sources, remedy);
    }

    Reason needing(String value) {
        return new Reason(code, text, facts, value, sources, remedy);
    }

    Reason mendedBy(String change) {
        return new Reason(code, text, facts, required, sources, change);
    }
}
