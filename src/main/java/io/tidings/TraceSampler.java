package io.tidings;

import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.quarkus.runtime.configuration.ConfigurationException;
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
        if (!(traces.ratio() >= 0 && traces.ratio() <= 1)) {
            throw new ConfigurationException("tidings.traces.ratio must be a number from 0 to 1");
        }
        return traces.endpoint().isPresent()
                ? Sampler.parentBased(Sampler.traceIdRatioBased(traces.ratio()))
                : Sampler.alwaysOff();
    }
}
