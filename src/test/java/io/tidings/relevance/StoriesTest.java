package io.tidings.relevance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.catalog.Catalog;
import io.tidings.catalog.PublicCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * The stories that FACTS 5 and 11 tell of who is offered what: a row says of a site on a day what becomes of an update, and
 * which document says so. What a story tells of an update alone is in the table of the catalog.
 */
class StoriesTest {
    private static final Catalog REAL = PublicCatalog.load();
    /** Sites of one hierarchy are on one version before an update starts: the topology tells that. */
    private static final int RULE_OF_THE_TOPOLOGY = 3;

    private static final int RULES = 15;

    @ParameterizedTest(name = "{0}: {2}, {3}: {4}")
    @CsvFileSource(resources = "stories.csv", delimiter = '|', numLinesToSkip = 1)
    void isToldSo(ArgumentsAccessor row) {
        assertThat(REAL.sources()).containsKey(cell(row, 1));
        assertJudged(row, 2);
    }

    /** What a report says should hold together; where it does not, each fact is taken as it is told. */
    @ParameterizedTest(name = "{0}: {1}, {2}: {3}")
    @CsvFileSource(resources = "contradictions.csv", delimiter = '|', numLinesToSkip = 1)
    void contradictionIsJudged(ArgumentsAccessor row) {
        assertJudged(row, 1);
    }

    /** From that column on: site, day, update, verdict, reason. */
    private static void assertJudged(ArgumentsAccessor row, int from) {
        var day = LocalDate.parse(cell(row, from + 1));
        var update = cell(row, from + 2);
        var whatIf = WhatIfReader.read(SiteLine.question(cell(row, from), day), REAL, day);
        var found = whatIf.ask(REAL).judgement().of(update).orElseThrow();
        assertThat(found.kind() + ": " + found.reason().code())
                .isEqualTo(cell(row, from + 3) + ": " + cell(row, from + 4));
        var compiled = new CompiledCatalog(REAL.assumePublished(whatIf.assumePublished(), day), day);
        assertThat(compiled.offered(whatIf.standing()).contains(update)).isEqualTo(found instanceof Verdict.Offered);
    }

    private static String cell(ArgumentsAccessor row, int column) {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    /** A conflict that is added to the facts, or a rule without a row, has nobody who follows it. */
    @Test
    void noStoryIsLeftOut() {
        Set<String> told = new TreeSet<>(stories("stories.csv"));
        told.addAll(stories("/io/tidings/catalog/stories.csv"));
        assertThat(PublicCatalog.document().path("conflicts"))
                .hasSizeGreaterThanOrEqualTo(32)
                .allSatisfy(conflict ->
                        assertThat(told).contains(conflict.path("id").asText()));
        assertThat(IntStream.rangeClosed(1, RULES).filter(rule -> rule != RULE_OF_THE_TOPOLOGY))
                .allSatisfy(rule -> assertThat(told).contains("rule-" + rule));
    }

    private static Set<String> stories(String table) {
        try (InputStream rows = StoriesTest.class.getResourceAsStream(table)) {
            var told = new TreeSet<String>();
            new String(rows.readAllBytes(), UTF_8)
                    .lines()
                    .skip(1)
                    .forEach(row -> told.add(row.substring(0, row.indexOf('|'))));
            return told;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
