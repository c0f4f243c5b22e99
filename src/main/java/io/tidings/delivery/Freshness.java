package io.tidings.delivery;

import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What every answer to a poll says of its time: when to ask again, and how old it may be when the database is away. */
record Freshness(Instant nextCheck, Optional<Duration> age) {

    private static final CharSequence CACHE_CONTROL = HttpHeaders.createOptimized("private, no-cache");
    private static final CharSequence VARY = HttpHeaders.createOptimized("Accept-Encoding, Authorization");
    private static final CharSequence NEXT_CHECK = HttpHeaders.createOptimized("Next-Check");
    private static final int WITHOUT_SECONDS = "0000-00-00T00:00".length();

    void tell(BiConsumer<CharSequence, CharSequence> headers) {
        headers.accept(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL);
        headers.accept(HttpHeaders.VARY, VARY);
        headers.accept(NEXT_CHECK, text(nextCheck.getEpochSecond()));
        if (age.isPresent()) {
            headers.accept(HttpHeaders.AGE, Long.toString(age.get().toSeconds()));
        }
    }

    /** As an instant is written, without the formatter of one, which takes longer than the rest of the answer's head. */
    static String text(long epochSecond) {
        String text =
                LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC).toString();
        return text.length() == WITHOUT_SECONDS ? text + ":00Z" : text + "Z";
    }
}
