package io.tidings.relevance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.catalog.Catalog;
import io.tidings.catalog.PublicCatalog;
import io.tidings.hierarchy.Branch;
import io.tidings.hierarchy.Conditions;
import io.tidings.hierarchy.Installed;
import io.tidings.hierarchy.Standing;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every documented outcome, judged by the plain rules over the real catalog. */
class DocumentedOutcomesTest {
    private static final Catalog REAL = PublicCatalog.load();
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    static List<DocumentedOutcome> sites() {
        return DocumentedOutcome.all().stream()
                .filter(outcome -> !outcome.isChain() && !outcome.isPlaceholder())
                .toList();
    }

    static List<DocumentedOutcome> chains() {
        return DocumentedOutcome.all().stream()
                .filter(DocumentedOutcome::isChain)
                .toList();
    }

    static List<DocumentedOutcome> placeholders() {
        return DocumentedOutcome.all().stream()
                .filter(DocumentedOutcome::isPlaceholder)
                .toList();
    }

    @Test
    void noOutcomeIsLeftOut() {
        assertThat(sites().size() + chains().size() + placeholders().size())
                .isEqualTo(DocumentedOutcome.all().size())
                .isGreaterThanOrEqualTo(42);
    }

    @ParameterizedTest
    @MethodSource
    void sites(DocumentedOutcome outcome) {
        var answer = WhatIfReader.read(outcome.question(), REAL, TODAY).ask(REAL);
        assertThat(answer.offered()).as("offered").containsExactlyInAnyOrderElementsOf(outcome.expected("offered"));
        assertThat(answer.offered()).as("not offered").noneMatch(id -> outcome.notOffered()
                .contains(id));
        if (outcome.row().path("kind").asText().equals("tool")) {
            return;
        }
        assertThat(answer.judgement().supersededByPublished())
                .as("superseded by published")
                .containsExactlyInAnyOrderElementsOf(outcome.expected("superseded_by_published"));
        assertThat(answer.judgement().supersededByInstalled())
                .as("hidden")
                .containsExactlyInAnyOrderElementsOf(outcome.expected("hidden_superseded_by_installed"));
    }

    /** The table shows superseded rows until a successor is installed; here they are told apart (FACTS 11). */
    @ParameterizedTest
    @MethodSource
    void chains(DocumentedOutcome outcome) {
        var chain = Catalogs.chain(outcome.chain());
        var installed = DocumentedOutcome.texts(outcome.row().path("site").path("installed"));
        var judgement = Relevance.judge(standing(installed), chain, TODAY);
        var shown = new TreeSet<>(judgement.offered());
        shown.addAll(judgement.supersededByPublished());
        assertThat(shown).isEqualTo(outcome.expected("offered"));
        assertThat(judgement.supersededByInstalled())
                .containsExactlyInAnyOrderElementsOf(outcome.expected("hidden_superseded_by_installed"));
        var view = DocumentedOutcome.texts(outcome.row().path("expect_installed_view"));
        assertThat(judgement.verdicts())
                .filteredOn(Verdict.AlreadyInstalled.class::isInstance)
                .extracting(Verdict::update)
                .containsExactlyInAnyOrderElementsOf(view);
    }

    private static Standing standing(SortedSet<String> installed) {
        return new Standing(
                Branch.CURRENT,
                Catalogs.VERSION,
                null,
                new TreeSet<>(),
                Conditions.NONE,
                new Installed.Known(installed));
    }

    @ParameterizedTest
    @MethodSource
    void placeholders(DocumentedOutcome outcome) {
        assertThat(outcome.expected("offered")).containsExactly("ALL-HOTFIXES");
        var answer = WhatIfReader.read(outcome.question(), REAL, TODAY).ask(REAL);
        assertThat(answer.offered())
                .contains("4490434", "27863823", "38982839")
                .noneMatch(id -> id.startsWith("FEATURE"))
                .hasSizeGreaterThan(40);
    }
}
