package io.tidings.relevance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.catalog.Catalog;
import io.tidings.catalog.PublicCatalog;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Whole consoles: everything that a site is shown on a day, and what is not shown for the sake of something newer. Written down
 * from the articles before it was judged; a row says which of them it follows.
 */
class ConsolesTest {
    private static final Catalog REAL = PublicCatalog.load();

    @ParameterizedTest(name = "{1}, {2}")
    @CsvFileSource(resources = "consoles.csv", delimiter = '|', numLinesToSkip = 1)
    void showsExactlyThis(ArgumentsAccessor row) {
        assertThat(REAL.sources()).containsKey(cell(row, 0));
        var day = LocalDate.parse(cell(row, 2));
        var whatIf = WhatIfReader.read(SiteLine.question(cell(row, 1), day), REAL, day);
        var judgement = whatIf.ask(REAL).judgement();
        assertThat(judgement.offered()).as("offered").containsExactlyInAnyOrderElementsOf(ids(row, 3));
        assertThat(judgement.supersededByPublished())
                .as("superseded by what is offered")
                .containsExactlyInAnyOrderElementsOf(ids(row, 4));
        assertThat(judgement.supersededByInstalled())
                .as("superseded by what is installed")
                .containsExactlyInAnyOrderElementsOf(ids(row, 5));
        var compiled = new CompiledCatalog(REAL.assumePublished(whatIf.assumePublished(), day), day);
        assertThat(compiled.offered(whatIf.standing())).isEqualTo(judgement.offered());
    }

    private static List<String> ids(ArgumentsAccessor row, int column) {
        return Stream.of(cell(row, column).split(" "))
                .filter(id -> !id.isEmpty())
                .toList();
    }

    private static String cell(ArgumentsAccessor row, int column) {
        return Objects.requireNonNullElse(row.getString(column), "");
    }
}
