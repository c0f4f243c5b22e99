package io.tidings.relevance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.catalog.Catalog;
import io.tidings.catalog.Condition;
import io.tidings.catalog.Formula;
import io.tidings.catalog.PublicCatalog;
import io.tidings.catalog.Requirement;
import io.tidings.catalog.Update;
import io.tidings.hierarchy.Branch;
import io.tidings.hierarchy.Conditions;
import io.tidings.hierarchy.Installed;
import io.tidings.hierarchy.Standing;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ExpressionsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final int STANDINGS = 3_000;
    private static final List<String> FORMULAS = List.of(
            "branch == 'current' && tenantAttached",
            "baseRing != 'ga' || size(installed) > 2",
            "'28204160' in installed || cmgOnScaleSet",
            "release >= '2403' || size(earlyRingOptIn) > 0",
            "basePackage == '' || downloadedOn > '2020-01-01'",
            "build / (build - 9128) > 0 || tap && !tapRollup",
            "version.startsWith('5.00.91')");

    @Test
    void updateIsOfferedWhereItsExpressionHolds() {
        var catalog = Catalogs.of(Catalogs.update("only", expression("tenantAttached && build == 9999")));
        assertThat(judge(catalog, true, new Installed.Unknown()).offered()).containsExactly("only");
        assertThat(reason(judge(catalog, false, new Installed.Unknown()))).isEqualTo("expression-not-met");
    }

    @Test
    void whatTheLevelDoesNotTellLeavesItUnknown() {
        var catalog = Catalogs.of(Catalogs.update("only", expression("'a' in installed")));
        assertThat(judge(catalog, true, new Installed.Unknown()).of("only"))
                .get()
                .isInstanceOf(Verdict.UnknownAtLevel.class);
        assertThat(reason(judge(catalog, true, known()))).isEqualTo("expression-not-met");
    }

    @Test
    void expressionWithoutAResultHoldsTheUpdateBack() {
        var catalog = Catalogs.of(Catalogs.update("only", expression("1 / (build - 9999) == 0")));
        assertThat(reason(judge(catalog, true, known()))).isEqualTo("expression-undecided");
    }

    @Test
    void indexAnswersWhatTheRulesAnswer() {
        var real = PublicCatalog.load();
        var changed = new ArrayList<Update>();
        for (var update : real.updates()) {
            changed.add(
                    changed.size() % 2 == 0 ? update : with(update, FORMULAS.get(changed.size() % FORMULAS.size())));
        }
        var catalog = Catalog.of(real.releases(), changed, real.packages(), real.sources());
        var compiled = new CompiledCatalog(catalog, DAY);
        var situation = Situation.of(catalog, DAY, Gates.NONE);
        var random = new StandingsAtRandom(catalog, 5);
        int held = 0;
        for (int i = 0; i < STANDINGS; i++) {
            var standing = random.next();
            var judged = Relevance.judge(standing, situation);
            assertThat(compiled.offered(standing)).as("%s", standing).isEqualTo(judged.offered());
            held += (int) judged.verdicts().stream()
                    .filter(verdict -> verdict.reason().code().startsWith("expression"))
                    .count();
        }
        assertThat(held).as("an agreement on nothing proves nothing").isGreaterThan(STANDINGS / 10);
    }

    private static Update with(Update update, String formula) {
        var requirements = new ArrayList<>(update.requirements());
        requirements.add(new Requirement(expression(formula), List.of()));
        return new Update(
                update.id(),
                update.kbs(),
                update.title(),
                update.kind(),
                update.release(),
                update.distribution(),
                update.generalFrom(),
                update.revisions(),
                requirements,
                update.supersedence(),
                update.effects(),
                update.packageGuids(),
                update.contents(),
                update.links(),
                update.sources());
    }

    private static Condition expression(String text) {
        return new Condition.Expression(Formula.of(text));
    }

    private static Installed known() {
        return new Installed.Known(new TreeSet<>(), new TreeSet<>());
    }

    private static String reason(Judgement judgement) {
        return judgement.of("only").orElseThrow().reason().code();
    }

    private static Judgement judge(Catalog catalog, boolean attached, Installed installed) {
        var standing = new Standing(
                Branch.CURRENT,
                Catalogs.VERSION,
                null,
                Collections.emptySortedSet(),
                new Conditions(attached, false, false, false),
                installed);
        return Relevance.judge(standing, catalog, DAY);
    }
}
