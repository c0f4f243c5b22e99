package io.tidings.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BoundariesTest {

    private static final Catalog REAL = ShippedCatalog.load();

    @Test
    void firstDayGeneralAvailabilityAndEndOfSupportAreBoundaries() {
        assertThat(Boundaries.of(REAL))
                .contains(LocalDate.parse("2026-05-05"), LocalDate.parse("2026-05-27"), LocalDate.parse("2027-11-05"));
    }

    @Test
    void passedIsABoundaryBehindTheOneTimeAndNotBehindTheOther() {
        LocalDate dayBefore = LocalDate.parse("2026-05-26");
        LocalDate day = LocalDate.parse("2026-05-27");
        assertThat(Boundaries.passed(live(dayBefore), noon(day))).isTrue();
        assertThat(Boundaries.passed(live(day), noon(day))).isFalse();
        assertThat(Boundaries.after(REAL, dayBefore)).contains(day);
        assertThat(live(dayBefore).nextBoundary()).contains(Instant.parse("2026-05-27T00:00:00Z"));
    }

    @Test
    void clockThatGoesBackPassesNothing() {
        assertThat(Boundaries.passed(live(LocalDate.parse("2026-06-30")), noon(LocalDate.parse("2026-01-01"))))
                .isFalse();
    }

    @Test
    void stepOfARolloutIsABoundaryAtItsTime() {
        Instant opens = Instant.parse("2026-05-26T15:30:00Z");
        Update update = REAL.updates().iterator().next();
        Rollout rollout = Faults.rollout(JsonNodeFactory.instance
                .objectNode()
                .set("steps", RolloutTest.json("[{\"at\": \"" + opens + "\", \"percent\": 10}]")));
        Catalog rolling = REAL.with(update.withRollout(rollout));
        LocalDate day = LocalDate.parse("2026-05-26");
        assertThat(new LiveCatalog(1, day, noon(day), rolling).nextBoundary()).contains(opens);
        assertThat(Boundaries.passed(new LiveCatalog(1, day, opens, rolling), opens.plusSeconds(60)))
                .isFalse();
    }

    @Test
    void theFirstBoundaryOfAnyTenantIsTheInstallations() {
        LocalDate dayBefore = LocalDate.parse("2026-05-26");
        var catalogs = new TreeMap<>(Map.of("default", Catalog.EMPTY, "north", REAL));
        LiveCatalogs live = new LiveCatalogs(1, dayBefore, noon(dayBefore), catalogs);
        assertThat(Boundaries.passed(live, noon(dayBefore.plusDays(1)))).isTrue();
        assertThat(live.of("default").nextBoundary()).isEmpty();
        assertThat(live.of("north").nextBoundary()).contains(Instant.parse("2026-05-27T00:00:00Z"));
        assertThat(live.of("nobody").catalog()).isSameAs(Catalog.EMPTY);
    }

    private static LiveCatalog live(LocalDate day) {
        return new LiveCatalog(1, day, noon(day), REAL);
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }
}
