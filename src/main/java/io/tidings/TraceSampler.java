package io.tidings;

import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.tidings.setting.Bounds;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Records spans only when there is somewhere to send them: a span costs as much as half a poll, and an exporter without an
 * address would fill the log with warnings.
 */
class TraceSampler {

    @Produces
    @Singleton
    Sampler sampler(TidingsSettings settings) {
        TidingsSettings.Traces traces = settings.traces();
        Bounds.of("traces").number("ratio", traces.ratio(), 0, 1);
        return traces.endpoint().isPresent()
                ? Sampler.parentBased(Sampler.traceIdRatioBased(traces.ratio()))
                : Sampler.alwaysOff();
    }
}
