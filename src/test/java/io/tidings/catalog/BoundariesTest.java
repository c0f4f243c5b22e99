package io.tidings.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class BoundariesTest {

    private static final Catalog REAL = ShippedCatalog.load();

    @Test
    void firstDayGeneralAvailabilityAndEndOfSupportAreBoundaries() {
        assertThat(Boundaries.of(REAL))
                .contains(LocalDate.parse("2026-05-05"), LocalDate.parse("2026-05-27"), LocalDate.parse("2027-11-05"));
    }

    @Test
    void passedIsABoundaryBehindTheOneDayAndNotBehindTheOther() {
        LocalDate dayBefore = LocalDate.parse("2026-05-26");
        LocalDate day = LocalDate.parse("2026-05-27");
        assertThat(Boundaries.passed(REAL, dayBefore, day)).isTrue();
        assertThat(Boundaries.passed(REAL, day, day)).isFalse();
        assertThat(Boundaries.after(REAL, dayBefore)).contains(day);
    }

    @Test
    void clockThatGoesBackPassesNothing() {
        assertThat(Boundaries.passed(REAL, LocalDate.parse("2026-06-30"), LocalDate.parse("2026-01-01")))
                .isFalse();
    }
}
