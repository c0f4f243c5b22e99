package io.tidings.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollAnswerTest {

    private static final Sheet SHEET = Sheet.of("e1", "the edition".getBytes(UTF_8));
    private static final Freshness FRESH = new Freshness(Instant.EPOCH, Optional.empty());

    /** Whoever is told that nothing changed must find its bytes under the tag of the answer. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            textBlock =
                    """
                    "e1",              gzip,     304, "e1"
                    W/"e1",            gzip,     304, "e1"
                    "e1-gzip",         gzip,     304, "e1-gzip"
                    "e1-gzip",         identity, 304, "e1-gzip"
                    "e1",              ,         304, "e1"
                    '"e1", "e1-gzip"', gzip,     304, "e1-gzip"
                    '"e1", "e1-gzip"', ,         304, "e1"
                    *,                 gzip,     304, "e1-gzip"
                    *,                 ,         304, "e1"
                    "e2",              gzip,     200, "e1-gzip"
                    "e2-gzip",         ,         200, "e1"
                    """)
    void theTagIsThatOfWhatIsSentOrOfWhatIsThere(String known, @Nullable String encodings, int status, String tag) {
        try (Response answer = PollAnswer.of(SHEET, known, encodings, FRESH).toResponse(true)) {
            assertThat(answer.getStatus()).isEqualTo(status);
            assertThat(answer.getHeaderString("ETag")).isEqualTo(tag);
            assertThat(answer.hasEntity()).isEqualTo(status == 200);
        }
    }
}
