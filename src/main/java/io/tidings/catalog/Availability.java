package io.tidings.catalog;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Where the publication of an update stands on one day; found by Update.availabilityOn. */
public sealed interface Availability {

    /** Not published yet: from that day on, or on no known day. */
    record NotYet(@Nullable LocalDate from) implements Availability {}

    /** Out since that day. {@code republished}: as a new package, so an installed first release does not count as this one. */
    record Published(LocalDate since, boolean republished) implements Availability {}

    /** Held still since that day; resuming goes on as before. */
    record Paused(LocalDate since, Availability before) implements Availability {}

    /** Taken back on that day; {@code by} took its place, if any did. */
    record Withdrawn(LocalDate on, @Nullable String by) implements Availability {}

    /** Ended on that day; {@code by} took its place, if any did. */
    record Expired(LocalDate on, @Nullable String by) implements Availability {}
}
