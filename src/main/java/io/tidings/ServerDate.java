package io.tidings;

import io.netty.handler.codec.DateFormatter;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;

/**
 * Says on every answer when it was made (RFC 9110, 6.6.1): who keeps one reckons its age from that. Written once a second and
 * not for each answer, of which most cost little more than that.
 */
@Singleton
class ServerDate {

    private static final long EVERY = Duration.ofSeconds(1).toMillis();

    private final Clock clock;
    private final Vertx vertx;
    private volatile CharSequence present;
    private long timer;

    ServerDate(Clock clock, Vertx vertx) {
        this.clock = clock;
        this.vertx = vertx;
        this.present = written();
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(EVERY, id -> present = written());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    /** Before every other route, so that a refusal has it too. */
    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::date);
    }

    /** The value of the header field, as it is this second. */
    CharSequence now() {
        return present;
    }

    private void date(RoutingContext routing) {
        routing.response().putHeader(HttpHeaders.DATE, present);
        routing.next();
    }

    @SuppressWarnings("JavaUtilDate") // what the formatter takes
    private CharSequence written() {
        return HttpHeaders.createOptimized(DateFormatter.format(Date.from(clock.instant())));
    }
}
