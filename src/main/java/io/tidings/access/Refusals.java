package io.tidings.access;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tidings.access.Verification.Reason;
import io.tidings.problem.Problem;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Counts and logs those who were turned away, by reason and without their secrets. The counters see everyone; the log takes a
 * few a second, so that an attack does not fill a disk.
 */
@Singleton
final class Refusals {

    private static final Logger LOG = Logger.getLogger(Refusals.class);
    private static final Pattern OURS = Pattern.compile("cp-[0-9a-f-]{36}");
    private static final double LINES_A_SECOND = 5;
    private static final int LINES_AT_ONCE = 50;

    private final MeterRegistry meters;
    private final String operator;
    private final Buckets lines = new Buckets(LINES_A_SECOND, LINES_AT_ONCE);

    Refusals(MeterRegistry meters, AccessSettings settings) {
        this.meters = meters;
        this.operator = settings.operator().id().orElse("");
    }

    void token(Reason reason, String address) {
        String word = reason.name().toLowerCase(Locale.ROOT);
        meters.counter("access_tokens_refused", "reason", word).increment();
        log("token refused (%s), address %s", word, address);
    }

    void client(String reason) {
        meters.counter("access_clients_refused", "reason", reason).increment();
    }

    void secret(String clientId, String address) {
        meters.counter("access_secrets_refused").increment();
        log("wrong secret for client %s, address %s", printable(clientId), address);
    }

    void limited(String limit) {
        meters.counter("access_requests_limited", "limit", limit).increment();
        log("limited (%s)%s", limit, "");
    }

    /** Someone who is known, or nobody, at a method that is not theirs. */
    void denied(String caller, String path) {
        meters.counter("access_calls_denied", "caller", caller).increment();
        log("call denied to %s: %s", caller, path.replaceAll("[^\\x21-\\x7e]", "?"));
    }

    /** A change of a connection point: what comes of it when it is refused. */
    <T> Uni<T> watch(String action, String hierarchyId, Supplier<Uni<T>> change) {
        return Uni.createFrom().deferred(change::get).onFailure(Problem.class).invoke(failure -> {
            String why = failure.type().slug();
            meters.counter("access_changes_refused", "action", action, "reason", why)
                    .increment();
            log("%s refused (%s), hierarchy %s", action, why, hierarchyId);
        });
    }

    /** What is no id of ours may be anything, a secret in the wrong field too. */
    private String printable(String clientId) {
        return clientId.equals(operator) || OURS.matcher(clientId).matches() ? clientId : "unknown";
    }

    private void log(String format, Object... words) {
        if (lines.take("", System.nanoTime()) == 0) {
            LOG.infof(format, words);
        }
    }
}
