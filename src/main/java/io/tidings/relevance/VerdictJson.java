package io.tidings.relevance;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.catalog.Catalog;
import io.tidings.catalog.LiveCatalog;
import io.tidings.catalog.Update;
import io.tidings.hierarchy.Standing;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Verdicts as JSON: the decision, its reason in words, and the same in data. */
final class VerdictJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private VerdictJson() {}

    static ObjectNode answer(WhatIf whatIf, WhatIf.Answer answer, Catalog catalog) {
        var judgement = answer.judgement();
        var node = JSON.objectNode();
        texts(node, "offered", answer.offered());
        texts(node, "superseded_by_published", judgement.supersededByPublished());
        texts(node, "hidden_superseded_by_installed", judgement.supersededByInstalled());
        node.put("asOf", whatIf.asOf().toString());
        var verdicts = node.putArray("verdicts");
        judgement.verdicts().forEach(verdict -> verdicts.add(write(verdict, catalog)));
        return node;
    }

    /** The verdict on one update as of now, and what it was judged by; empty if there is no such update. */
    static Optional<ObjectNode> why(Standing standing, String update, LiveCatalog live, @Nullable String hierarchyId) {
        return Relevance.judge(standing, Situation.of(live), any -> true, hierarchyId)
                .of(update)
                .map(verdict -> write(verdict, live.catalog())
                        .put("standing", standing.id().toString())
                        .put("epoch", live.epoch())
                        .put("asOf", live.asOf().toString()));
    }

    static ObjectNode write(Verdict verdict, Catalog catalog) {
        var reason = verdict.reason();
        var node = JSON.objectNode();
        node.put("update", verdict.update());
        catalog.update(verdict.update()).map(Update::title).ifPresent(title -> node.put("title", title));
        node.put("verdict", verdict.kind()).put("reason", reason.code()).put("detail", reason.text());
        specifics(node, verdict);
        if (!reason.facts().isEmpty()) {
            var facts = node.putObject("facts");
            reason.facts().forEach(facts::put);
        }
        if (reason.required() != null) {
            node.put("required", reason.required());
        }
        if (reason.remedy() != null) {
            node.put("remedy", reason.remedy());
        }
        var sources = node.putArray("sources");
        for (var key : reason.sources()) {
            var document = catalog.sources().get(key);
            var source = sources.addObject().put("key", key);
            if (document != null) {
                source.put("document", document);
            }
        }
        return node;
    }

    private static void specifics(ObjectNode node, Verdict verdict) {
        switch (verdict) {
            case Verdict.ContainedInInstalled contained -> node.put("by", contained.carrier());
            case Verdict.SupersededByInstalled superseded -> node.put("by", superseded.successor());
            case Verdict.SupersededByPublished superseded -> node.put("by", superseded.successor());
            case Verdict.HeldByRing held -> node.put("from", held.generalFrom().toString());
            case Verdict.HeldByRollout held -> {
                if (held.bucket() != null && held.step() != null) {
                    node.put("bucket", held.bucket()).put("step", held.step());
                }
            }
            case Verdict.Withdrawn withdrawn -> node.put("on", withdrawn.on().toString());
            case Verdict.Expired expired -> node.put("on", expired.on().toString());
            case Verdict.OutOfSupport ended -> node.put("since", ended.since().toString());
            case Verdict.NotYetAvailable early -> {
                if (early.from() != null) {
                    node.put("from", early.from().toString());
                }
            }
            case Verdict.Offered ignored -> {}
            case Verdict.AlreadyInstalled ignored -> {}
            case Verdict.NotApplicable ignored -> {}
            case Verdict.NotDistributed ignored -> {}
            case Verdict.UnknownAtLevel ignored -> {}
        }
    }

    static void texts(ObjectNode node, String field, Collection<String> values) {
        var list = node.putArray(field);
        values.forEach(list::add);
    }
}
