package io.tidings.catalog;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** A part of each day in a time zone, the end excluded. One that begins later than it ends goes on past midnight. */
public record DailyWindow(LocalTime begins, LocalTime ends, ZoneId zone) {

    /** That instant if it lies in the window, or else the next at which the window begins. */
    public Instant from(Instant time) {
        ZonedDateTime there = time.atZone(zone);
        LocalTime clock = there.toLocalTime();
        if (holds(clock)) {
            return time;
        }
        ZonedDateTime today = there.toLocalDate().atTime(begins).atZone(zone);
        // where the clocks go forward over the beginning, it is the first moment after
        return clock.isBefore(begins) && today.toInstant().isAfter(time)
                ? today.toInstant()
                : there.toLocalDate().plusDays(1).atTime(begins).atZone(zone).toInstant();
    }

    private boolean holds(LocalTime clock) {
        boolean begun = !clock.isBefore(begins);
        boolean open = clock.isBefore(ends);
        return begins.isBefore(ends) ? begun && open : begun || open;
    }
}
