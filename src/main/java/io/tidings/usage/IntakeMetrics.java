package io.tidings.usage;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tidings.hierarchy.Outcome;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** What the intake counts. The lag of the consumers is counted by Kafka's own client metrics. */
@Singleton
class IntakeMetrics {
    private final MeterRegistry registry;
    private final DistributionSummary batch;
    private final Timer sinceCollected;
    private final Timer sinceReceived;

    IntakeMetrics(MeterRegistry registry) {
        this.registry = registry;
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
        registry.counter("usage.accepted", "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .increment();
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
