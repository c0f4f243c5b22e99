package io.tidings.relevance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.catalog.Catalog;
import io.tidings.catalog.Distribution;
import io.tidings.catalog.Effects;
import io.tidings.catalog.Kind;
import io.tidings.catalog.PublicCatalog;
import io.tidings.catalog.Revision;
import io.tidings.catalog.Rollout;
import io.tidings.catalog.Supersedence;
import io.tidings.catalog.Update;
import io.tidings.hierarchy.Branch;
import io.tidings.hierarchy.Conditions;
import io.tidings.hierarchy.Installed;
import io.tidings.hierarchy.Standing;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Releases that a rollout lets nobody skip. */
class FloorTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final Catalog REAL = PublicCatalog.load();

    @Test
    void floorIsOfferedFirst_thoughANewerReleaseReplacesIt() {
        var without = REAL.with(update("leap", "2503"));
        assertThat(offered("2309", without)).contains("leap").doesNotContain("FEATURE-2409");
        var judged = judged("2309", REAL.with(update("leap", "2503").withRollout(floors("2409"))));
        assertThat(judged.offered()).contains("FEATURE-2409").doesNotContain("leap");
        assertThat(judged.of("leap").orElseThrow()).isInstanceOf(Verdict.NotApplicable.class);
        assertThat(judged.of("leap").orElseThrow().reason()).satisfies(reason -> {
            assertThat(reason.code()).isEqualTo("floor-release");
            assertThat(reason.required()).isEqualTo("2409 or later");
            assertThat(reason.remedy()).isEqualTo("install FEATURE-2409 first");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "2503, 2309, 2409, false",
        "2503, 2409, 2409, true",
        "2503, 2309, 2503, true",
        "2503, 2309, 2509, true",
        ", 2309, 2409, false",
        ", 2409, 2409, true",
        ", 2503, 2409, true"
    })
    void floorBindsWhoRunsAnOlderRelease_belowWhatTheUpdateBrings(
            String brings, String site, String floor, boolean offered) {
        var catalog = REAL.with(update("leap", brings).withRollout(floors(floor)));
        assertThat(offered(site, catalog).contains("leap")).isEqualTo(offered);
    }

    private static List<String> offered(String site, Catalog catalog) {
        return judged(site, catalog).offered();
    }

    private static Judgement judged(String label, Catalog catalog) {
        var site = new Standing(
                Branch.CURRENT,
                REAL.release(label).orElseThrow().version(),
                null,
                Collections.emptySortedSet(),
                Conditions.NONE,
                new Installed.Known(new TreeSet<>()));
        var judged = Relevance.judge(site, catalog, DAY);
        assertThat(new CompiledCatalog(catalog, DAY).offered(site))
                .as("the index agrees")
                .isEqualTo(judged.offered());
        return judged;
    }

    private static Rollout floors(String release) {
        return new Rollout(List.of(), Duration.ZERO, null, null, new TreeSet<>(Set.of(release)), List.of());
    }

    private static Update update(String id, String release) {
        return new Update(
                id,
                new TreeSet<>(),
                "Leap",
                release == null ? Kind.HOTFIX : Kind.FEATURE,
                release,
                Distribution.IN_CONSOLE,
                null,
                List.of(Revision.of(LocalDate.of(2025, 4, 1), Revision.Event.PUBLISHED)),
                List.of(),
                new Supersedence(new TreeSet<>(Set.of("FEATURE-2409")), new TreeSet<>(), new TreeMap<>()),
                Effects.NONE,
                new TreeSet<>(),
                new TreeSet<>(),
                List.of(),
                List.of("DOC"));
    }
}
