package io.tidings.relevance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.catalog.Catalog;
import io.tidings.catalog.PublicCatalog;
import io.tidings.catalog.Revision;
import io.tidings.hierarchy.Branch;
import io.tidings.hierarchy.Conditions;
import io.tidings.hierarchy.Installed;
import io.tidings.hierarchy.Standing;
import io.tidings.version.Version;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every verdict says what would change it, and by which document. */
class RemedyTest {

    private static final Catalog REAL = PublicCatalog.load();
    private static final int DAYS = 20;
    private static final int STANDINGS_PER_DAY = 50;

    /** The documented catalog, one update that came out after support of old releases, and one that is paused. */
    private static final Catalog CATALOG = REAL.with(Catalogs.update("late"))
            .with(Catalogs.update("paused")
                    .withRevisions(List.of(
                            Revision.of(Catalogs.PUBLISHED, Revision.Event.PUBLISHED),
                            Revision.of(Catalogs.PUBLISHED, Revision.Event.PAUSED))));

    /** Site, what is installed there ("?": not told), day, update, verdict, remedy. */
    private static final List<String> ROWS = List.of(
            "2403 |          | 2025-11-10 | 35360093 | not-applicable | install 28204160 first",
            "2403 |          | 2025-09-10 | 32480179 | not-applicable | update to release 2503 first",
            "2403 |          | 2025-09-10 | FEATURE-2309 | not-applicable | nothing: the site runs what it brings, or newer",
            "2403 |          | 2025-09-10 | 28290310 | not-applicable | deploy the cloud management gateway on a virtual machine scale set",
            "2303 | 21010486 | 2025-09-10 | 24719670 | not-applicable | nothing while 21010486 is installed",
            "2403 |          | 2025-09-10 | FEATURE-2403 | already-installed | nothing: it is there",
            "1806 | 4462978  | 2025-09-10 | 4465865 | contained-in-installed | nothing: 4462978 is there in its place",
            "1810 | 4488598  | 2025-09-10 | 4486457 | superseded-by-installed | nothing: 4488598 is there in its place",
            "2403 |          | 2025-09-10 | 29166583@2403 | superseded-by-published | install 28204160",
            "2309 |          | 2024-05-01 | FEATURE-2403 | held-by-ring | opt in to the early ring of 2403",
            "2403 |          | 2025-09-10 | paused | held-by-rollout | the publisher resumes it",
            "2303 | ?        | 2025-09-10 | 21010486 | withdrawn | install 24719670 instead",
            "2309 |          | 2025-09-10 | 29244296 | withdrawn | the publisher publishes it anew",
            "2309 |          | 2025-09-10 | 25858444 | expired | install 27863823 instead",
            "2403 |          | 2025-09-10 | 35360093 | not-yet-available | wait until 2025-10-15",
            "1610 |          | 2025-09-10 | 3209501 | not-yet-available | the publisher publishes it",
            "1706 |          | 2025-09-10 | late | out-of-support | update to a supported release",
            "2403 |          | 2025-09-10 | 28458746 | not-distributed | import it with the update registration tool",
            "2403 |          | 2025-09-10 | 14978429 | not-distributed | download it and install it by hand",
            "2103 | ?        | 2025-09-10 | 10582136 | unknown-at-level | report at level 2, which tells what is installed",
            "2403 |          | 2025-09-10 | 33177653 | offered | ");

    static List<String> rows() {
        return ROWS;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void remedyIsWhatWouldChangeIt(String row) {
        var cells = Arrays.stream(row.split("\\|", -1)).map(String::strip).toList();
        var told = Relevance.judge(standing(cells.get(0), cells.get(1)), CATALOG, LocalDate.parse(cells.get(2)))
                .of(cells.get(3))
                .orElseThrow();
        assertThat(told.kind()).isEqualTo(cells.get(4));
        assertThat(Objects.requireNonNullElse(told.reason().remedy(), "")).isEqualTo(cells.get(5));
    }

    @Test
    void everyKindIsInTheTable() {
        assertThat(ROWS.stream().map(row -> row.split("\\|", -1)[4].strip()).distinct())
                .hasSize(Verdict.class.getPermittedSubclasses().length);
    }

    @Test
    void noVerdictIsWithoutRemedyAndSource() {
        for (int seed = 0; seed < DAYS; seed++) {
            var random = new StandingsAtRandom(REAL, seed);
            var day = random.day();
            var catalog = new RolloutsAtRandom(seed).in(REAL, day);
            var situation = Situation.of(catalog, day, Gates.of(catalog, day, RolloutsAtRandom.noon(day)));
            for (int i = 0; i < STANDINGS_PER_DAY; i++) {
                for (var verdict : Relevance.judge(random.next(), situation, any -> true, "h" + i)
                        .verdicts()) {
                    var reason = verdict.reason();
                    assertThat(reason.text()).as("%s", verdict).isNotBlank();
                    assertThat(reason.sources()).as("%s", verdict).isNotEmpty();
                    if (!(verdict instanceof Verdict.Offered)) {
                        assertThat(reason.remedy()).as("%s", verdict).isNotBlank();
                    }
                }
            }
        }
    }

    @Test
    void unknownBuildWaitsForItsRelease() {
        var stranger = new Standing(
                Branch.CURRENT,
                Version.parse("5.00.9998.1000"),
                null,
                Collections.emptySortedSet(),
                Conditions.NONE,
                new Installed.Known(new TreeSet<>()));
        assertThat(Relevance.judge(stranger, REAL, LocalDate.of(2026, 11, 20)).verdicts())
                .filteredOn(verdict -> verdict.reason().code().equals("unknown-build"))
                .isNotEmpty()
                .allSatisfy(verdict -> assertThat(verdict.reason().remedy())
                        .isEqualTo("the publisher adds the release of this build"));
    }

    private static Standing standing(String site, String installed) {
        List<String> ids = installed.isEmpty() ? List.of() : Arrays.asList(installed.split(" "));
        return new Standing(
                Branch.CURRENT,
                REAL.release(site).orElseThrow().version(),
                null,
                Collections.emptySortedSet(),
                Conditions.NONE,
                "?".equals(installed) ? new Installed.Unknown() : new Installed.Known(new TreeSet<>(ids)));
    }
}
