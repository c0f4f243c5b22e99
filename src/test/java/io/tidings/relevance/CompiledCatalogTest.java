package io.tidings.relevance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.catalog.Catalog;
import io.tidings.catalog.PublicCatalog;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The index answers what the rules answer. */
class CompiledCatalogTest {
    private static final Catalog REAL = PublicCatalog.load();
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final int STANDINGS_PER_DAY = 1_000;
    private static final int DAYS = 100;

    static List<DocumentedOutcome> sites() {
        return DocumentedOutcomesTest.sites();
    }

    @ParameterizedTest
    @MethodSource
    void sites(DocumentedOutcome outcome) {
        var question = WhatIfReader.read(outcome.question(), REAL, TODAY);
        var assumed = REAL.assumePublished(question.assumePublished(), question.asOf());
        assertThat(new CompiledCatalog(assumed, question.asOf()).offered(question.standing()))
                .isEqualTo(Relevance.judge(question.standing(), assumed, question.asOf())
                        .offered());
    }

    @Test
    void hundredThousandStandingsAgree_withRolloutsAndFloorsOnEveryOtherDay() {
        var agreed = new AtomicInteger();
        var offers = new AtomicInteger();
        var narrowed = new AtomicInteger();
        var floored = new AtomicInteger();
        IntStream.range(0, DAYS).parallel().forEach(seed -> {
            var random = new StandingsAtRandom(REAL, seed);
            var day = random.day();
            var catalog = seed % 2 == 0 ? REAL : new RolloutsAtRandom(seed).in(REAL, day);
            var situation = Situation.of(catalog, day, Gates.of(catalog, day, RolloutsAtRandom.noon(day)));
            var compiled = new CompiledCatalog(situation);
            for (int i = 0; i < STANDINGS_PER_DAY; i++) {
                var standing = random.next();
                var what = "seed %d, standing %d on %s: %s".formatted(seed, i, day, standing);
                var hierarchy = "hierarchy-" + seed + "-" + i;
                var offering = compiled.offering(1, standing);
                var plain = Relevance.judge(standing, situation, any -> true, hierarchy);
                assertThat(offering.to(hierarchy)).as(what).isEqualTo(plain.offered());
                offers.addAndGet(plain.offered().size());
                agreed.incrementAndGet();
                floored.addAndGet(told(plain, "floor-release"));
                if (!offering.isSameForAll()) {
                    narrowed.incrementAndGet();
                    assertThat(offering.updates())
                            .as(what)
                            .isEqualTo(Relevance.judge(standing, situation).offered());
                }
            }
        });
        assertThat(agreed).hasValue(STANDINGS_PER_DAY * DAYS);
        var enough = "an agreement on nothing proves nothing";
        assertThat(offers).as(enough).hasValueGreaterThan(agreed.get() / 2);
        assertThat(narrowed).as(enough).hasValueGreaterThan(agreed.get() / 10);
        assertThat(floored).as(enough).hasValueGreaterThan(1_000);
    }

    private static int told(Judgement judgement, String code) {
        return (int) judgement.verdicts().stream()
                .filter(verdict -> verdict.reason().code().equals(code))
                .count();
    }
}
