package io.tidings.relevance;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The verdicts on a whole catalog for one standing; offers come newest first. */
public final class Judgement {
    private final Map<String, Verdict> verdicts;

    Judgement(List<Verdict> verdicts) {
        var byUpdate = new LinkedHashMap<String, Verdict>();
        verdicts.forEach(verdict -> byUpdate.put(verdict.update(), verdict));
        this.verdicts = Collections.unmodifiableMap(byUpdate);
    }

    public List<Verdict> verdicts() {
        return List.copyOf(verdicts.values());
    }

    public Optional<Verdict> of(String update) {
        return Optional.ofNullable(verdicts.get(update));
    }

    public List<String> offered() {
        return those(Verdict.Offered.class);
    }

    /** Would be offered if a successor were not. */
    public List<String> supersededByPublished() {
        return those(Verdict.SupersededByPublished.class);
    }

    /** Not shown because a successor is installed. */
    public List<String> supersededByInstalled() {
        return those(Verdict.SupersededByInstalled.class);
    }

    private List<String> those(Class<? extends Verdict> sort) {
        return verdicts.values().stream()
                .filter(sort::isInstance)
                .map(Verdict::update)
                .toList();
    }
}
