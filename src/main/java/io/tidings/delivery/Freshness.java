package io.tidings.delivery;

import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What every answer to a poll says of its time: when to ask again, and how old it may be when the database is away. */
record Freshness(Instant nextCheck, Optional<Duration> age) {

    private static final CharSequence CACHE_CONTROL = HttpHeaders.createOptimized("private, no-cache");
    private static final CharSequence VARY = HttpHeaders.createOptimized("Accept-Encoding, Authorization");
    private static final CharSequence NEXT_CHECK = HttpHeaders.createOptimized("Next-Check");

    void tell(BiConsumer<CharSequence, CharSequence> headers) {
        headers.accept(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL);
        headers.accept(HttpHeaders.VARY, VARY);
        headers.accept(NEXT_CHECK, nextCheck.truncatedTo(ChronoUnit.SECONDS).toString());
        if (age.isPresent()) {
            headers.accept(HttpHeaders.AGE, Long.toString(age.get().toSeconds()));
        }
    }
}
