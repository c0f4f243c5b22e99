package io.tidings.relevance;

import io.tidings.catalog.Formula;
import io.tidings.catalog.Formula.Fact;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The facts of a standing in the words of expressions. What a site does not tell is an empty text, a list not told is missing. */
final class Expressions {

    private Expressions() {}

    static Optional<Boolean> holds(Formula formula, Facts facts) {
        return formula.holds(words(facts));
    }

    static Map<String, Object> words(Facts facts) {
        var words = new HashMap<String, Object>();
        words.put(Fact.BRANCH.word(), facts.branch().wireName());
        words.put(Fact.VERSION.word(), facts.version().toString());
        words.put(Fact.BUILD.word(), (long) facts.version().build());
        words.put(
                Fact.RELEASE.word(),
                facts.release() == null ? "" : facts.release().label());
        words.put(Fact.BASE_RING.word(), facts.ring().wireName());
        words.put(
                Fact.BASE_PACKAGE.word(),
                facts.guid() == null ? "" : facts.guid().toString());
        words.put(
                Fact.DOWNLOADED_ON.word(),
                facts.downloadedOn() == null ? "" : facts.downloadedOn().toString());
        words.put(Fact.EARLY_RING_OPT_IN.word(), List.copyOf(facts.optIns()));
        words.put(Fact.TENANT_ATTACHED.word(), facts.conditions().tenantAttached());
        words.put(Fact.CMG_ON_SCALE_SET.word(), facts.conditions().cmgOnScaleSet());
        words.put(Fact.TAP.word(), facts.conditions().tap());
        words.put(Fact.TAP_ROLLUP.word(), facts.tapRollup());
        if (facts.installed() != null) {
            words.put(Fact.INSTALLED.word(), List.copyOf(facts.installed()));
        }
        return words;
    }
}
