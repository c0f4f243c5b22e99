package io.tidings.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.catalog.Publication.Step;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What a catalog would be with a change that nobody has made. */
final class Proposed {

    private Proposed() {}

    static Catalog in(Catalog catalog, String id, JsonNode document, Instant now) {
        Update before = catalog.update(id).orElse(null);
        Update draft = document.path("update").isObject() ? Faults.oneOf(id, document.path("update")) : before;
        if (draft == null) {
            throw UpdateResource.unknown(id);
        }
        Update proposed = DraftRules.apply(before, draft);
        if (document.path("rollout").isObject()) {
            proposed = RolloutRules.apply(proposed, Faults.rollout(document.path("rollout")), now);
        } else if (document.path("rollout").isNull()) {
            proposed = RolloutRules.apply(proposed, null, now);
        }
        return catalog.with(published(proposed, now));
    }

    private static Update published(Update update, Instant now) {
        return switch (Publication.of(update, LocalDate.ofInstant(now, ZoneOffset.UTC))) {
            case Publication.Published published -> update;
            case Publication.Draft draft -> draft.after(Step.PUBLISH, now).orElseThrow();
            case Publication.Withdrawn withdrawn ->
                withdrawn.after(Step.PUBLISH, now).orElseThrow();
            case Publication.Paused paused -> paused.after(Step.RESUME, now).orElseThrow();
            case Publication.Expired expired ->
                throw new Problem(
                        ProblemType.CONFLICT, "The update " + update.id() + " has expired and cannot be published.");
        };
    }
}
