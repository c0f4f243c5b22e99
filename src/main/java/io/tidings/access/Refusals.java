package io.tidings.access;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidings.access.Verification.Reason;
import jakarta.inject.Singleton;
import java.util.Locale;

/** Counts those who were turned away, by reason and without their secrets. */
@Singleton
final class Refusals {

    private final MeterRegistry meters;

    Refusals(MeterRegistry meters) {
        this.meters = meters;
    }

    void token(Reason reason) {
        meters.counter("access_tokens_refused", "reason", reason.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    void client(String reason) {
        meters.counter("access_clients_refused", "reason", reason).increment();
    }

    void limited(String limit) {
        meters.counter("access_requests_limited", "limit", limit).increment();
    }
}
