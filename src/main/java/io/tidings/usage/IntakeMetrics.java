package io.tidings.usage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.tidings.hierarchy.Outcome;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What the intake counts; {@link UsageLag} counts what it has not seen yet. */
@Singleton
class IntakeMetrics {
    private static final double[] TO_COMMIT = seconds("PT0.05S PT0.1S PT0.25S PT0.5S PT1S PT2.5S PT10S PT1M PT10M");
    private static final double[] OF_COLLECTED = seconds("PT10S PT1M PT10M PT1H PT6H P1D P3D P7D P14D P31D");

    private static final double MILLIS = 1_000;

    private final MeterRegistry registry;
    private final DistributionSummary batch;
    private final DistributionSummary sinceCollected;
    private final DistributionSummary sinceReceived;
    private final Map<Outcome, Counter> accepted = new EnumMap<>(Outcome.class);

    IntakeMetrics(MeterRegistry registry) {
        this.registry = registry;
        // a counter that is looked up by its name for each report is a tenth of what the report costs
        for (Outcome outcome : Outcome.values()) {
            accepted.put(
                    outcome,
                    registry.counter("usage.accepted", "outcome", outcome.name().toLowerCase(Locale.ROOT)));
        }
        batch = DistributionSummary.builder("usage.batch.size")
                .description("Arrivals that were taken together")
                .register(registry);
        sinceCollected = times("usage.collected.to.committed", "From collectedAt to the commit", OF_COLLECTED);
        sinceReceived =
                times("usage.received.to.committed", "From the timestamp of the record to the commit", TO_COMMIT);
    }

    /** A timer counts in nanoseconds and in all not beyond 292 years, which one report of a wrong clock can say. */
    private DistributionSummary times(String name, String description, double[] bounds) {
        return DistributionSummary.builder(name)
                .baseUnit("seconds")
                .description(description)
                .serviceLevelObjectives(bounds)
                .register(registry);
    }

    void batch(int size) {
        batch.record(size);
    }

    void accepted(Arrival arrival, Decoded.Good good, Outcome outcome, Instant now) {
        Objects.requireNonNull(accepted.get(outcome)).increment();
        good.dropped().forEach((what, count) -> {
            registry.counter("usage.dropped.items", "level", what.level()).increment(count);
            registry.counter("usage.dropped.by.item", "item", what.item()).increment(count);
        });
        if (good.unknownFields() > 0) {
            registry.counter("usage.unknown.fields").increment(good.unknownFields());
        }
        sinceReceived.record(seconds(Duration.between(arrival.receivedAt(), now)));
        if (outcome == Outcome.TAKEN) {
            sinceCollected.record(seconds(Duration.between(good.observation().collectedAt(), now)));
        }
    }

    void refused(UsageFault fault) {
        refused(fault.code());
    }

    /** What does not come as far as to be a report has reasons of its own. */
    void refused(String reason) {
        registry.counter("usage.refused", "reason", reason).increment();
    }

    private static double[] seconds(String texts) {
        return Stream.of(texts.split(" ", -1))
                .map(Duration::parse)
                .mapToDouble(IntakeMetrics::seconds)
                .toArray();
    }

    /** Clocks differ: nothing took less than no time. */
    private static double seconds(Duration duration) {
        return duration.isNegative() ? 0 : duration.toMillis() / MILLIS;
    }
}
