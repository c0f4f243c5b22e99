package io.tidings.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/** Polls that are answered on their connection are counted with all others, under the name and the labels of the framework. */
@Singleton
class PollMeters {

    private static final String REQUESTS = "http.server.requests";

    private final Timer whole;
    private final Timer unchanged;

    PollMeters(MeterRegistry registry) {
        whole = timer(registry, "200", "SUCCESS");
        unchanged = timer(registry, "304", "REDIRECTION");
    }

    private static Timer timer(MeterRegistry registry, String status, String outcome) {
        return registry.timer(
                REQUESTS, "method", "GET", "outcome", outcome, "status", status, "uri", PollRoute.TEMPLATE);
    }

    void answered(boolean isUnchanged, long nanos) {
        (isUnchanged ? unchanged : whole).record(nanos, TimeUnit.NANOSECONDS);
    }
}
