package io.tidings.relevance;

import io.tidings.catalog.Catalog;
import io.tidings.catalog.Kind;
import io.tidings.catalog.Update;
import io.tidings.hierarchy.Standing;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question about a site that need not exist: its facts, the day, and which updates are looked at (null: all of them).
 * Updates without a known day are taken for published when they are assumed to be.
 */
record WhatIf(
        Standing standing,
        LocalDate asOf,
        @Nullable Set<String> universe,
        boolean features,
        Set<String> assumePublished,
        @Nullable ToolSwitch tool) {

    /** {@code offered} is what the tool would download where a switch is given, and what the console shows otherwise. */
    record Answer(Judgement judgement, List<String> offered) {}

    Answer ask(Catalog catalog) {
        var assumed = assumePublished.isEmpty() ? catalog : catalog.assumePublished(assumePublished, asOf);
        var judgement = Relevance.judge(standing, assumed, asOf, this::isWanted);
        return new Answer(judgement, tool == null ? judgement.offered() : tool.select(standing, assumed, asOf));
    }

    /** Feature updates are looked at unless they are ruled out, whatever the universe says. */
    private boolean isWanted(Update update) {
        if (update.kind() == Kind.FEATURE && features) {
            return true;
        }
        return universe == null ? update.kind() != Kind.FEATURE : universe.contains(update.id());
    }
}
