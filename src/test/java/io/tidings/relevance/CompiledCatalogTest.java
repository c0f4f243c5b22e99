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
    void hundredThousandStandingsAgree() {
        var agreed = new AtomicInteger();
        var offers = new AtomicInteger();
        IntStream.range(0, DAYS).parallel().forEach(seed -> {
            var random = new StandingsAtRandom(REAL, seed);
            var day = random.day();
            var compiled = new CompiledCatalog(REAL, day);
            var situation = Situation.of(REAL, day, Gates.NONE);
            for (int i = 0; i < STANDINGS_PER_DAY; i++) {
                var standing = random.next();
                var plain = Relevance.judge(standing, situation).offered();
                assertThat(compiled.offered(standing))
                        .as("seed %d, standing %d on %s: %s", seed, i, day, standing)
                        .isEqualTo(plain);
                offers.addAndGet(plain.size());
                agreed.incrementAndGet();
            }
        });
        assertThat(agreed).hasValue(STANDINGS_PER_DAY * DAYS);
        assertThat(offers).as("an agreement on nothing proves nothing").hasValueGreaterThan(agreed.get() / 2);
    }
}
