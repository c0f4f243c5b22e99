package io.tidings.usage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tidings.hierarchy.Outcome;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What the intake counts; {@link UsageLag} counts what it has not seen yet. */
@Singleton
class IntakeMetrics {
    private final MeterRegistry registry;
    private final DistributionSummary batch;
    private final Timer sinceCollected;
    private final Timer sinceReceived;
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
        sinceCollected = Timer.builder("usage.collected.to.committed")
                .description("From collectedAt to the commit")
                .register(registry);
        sinceReceived = Timer.builder("usage.received.to.committed")
                .description("From the timestamp of the record to the commit")
                .register(registry);
    }

    void batch(int size) {
        batch.record(size);
    }

    void accepted(Arrival arrival, Decoded.Good good, Outcome outcome, Instant now) {
        Objects.requireNonNull(accepted.get(outcome)).increment();
        good.dropped().forEach((level, count) -> registry.counter("usage.dropped.items", "level", level)
                .increment(count));
        if (good.unknownFields() > 0) {
            registry.counter("usage.unknown.fields").increment(good.unknownFields());
        }
        sinceReceived.record(atLeastNothing(Duration.between(arrival.receivedAt(), now)));
        if (outcome == Outcome.TAKEN) {
            sinceCollected.record(
                    atLeastNothing(Duration.between(good.observation().collectedAt(), now)));
        }
    }

    void refused(UsageFault fault) {
        registry.counter("usage.refused", "reason", fault.code()).increment();
    }

    private static Duration atLeastNothing(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
