package io.tidings.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.hierarchy.Hierarchies;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Polls that follow on a connection are answered ahead of the framework: alike, in order, and to nobody else. */
@QuarkusTest
class PollsTest {

    private static final int MORE_THAN_FITS = 20_000;

    @Inject
    Hierarchies hierarchies;

    @Inject
    MeterRegistry meters;

    private Asker asker;
    private Wire wire;

    @BeforeEach
    void connect() throws IOException {
        Asker.importRealCatalog();
        asker = Asker.having(hierarchies, "37864969");
        wire = new Wire();
        assertThat(poll().status()).isEqualTo(200);
    }

    @AfterEach
    void leave() throws IOException {
        wire.close();
    }

    private String line() {
        return "GET " + asker.updates();
    }

    private String token() {
        return "Authorization: " + asker.bearer();
    }

    private Wire.Answer poll(String... fields) throws IOException {
        return wire.ask(line(), with(fields));
    }

    private String[] with(String... fields) {
        List<String> all = new ArrayList<>(List.of(fields));
        all.add(token());
        return all.toArray(String[]::new);
    }

    @Test
    void laterPollsAreAnsweredLikeTheFirst() throws IOException {
        for (String encoding : List.of("identity", "gzip")) {
            for (String known : List.of("\"another\"", asker.tag(), "*")) {
                String[] fields = {"Accept-Encoding: " + encoding, "If-None-Match: " + known};
                Wire.Answer first;
                try (var fresh = new Wire()) {
                    first = fresh.ask(line(), with(fields));
                }
                long before = counted(first.status());
                Wire.Answer later = poll(fields);
                assertThat(later.fields().remove("date")).isNotNull();
                assertThat(first.fields().remove("date")).isNotNull();
                assertThat(later).isEqualTo(first);
                assertThat(counted(first.status())).isEqualTo(before + 1);
            }
        }
    }

    /** Those that the framework answers are counted after the answer is written, so not at once. */
    private long counted(int status) {
        return meters
                .find("http.server.requests")
                .tag("uri", PollRoute.TEMPLATE)
                .tag("status", Integer.toString(status))
                .timers()
                .stream()
                .mapToLong(Timer::count)
                .sum();
    }

    @Test
    void answersKeepTheOrderOfWhatWasAsked() throws IOException {
        var all = new ByteArrayOutputStream();
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.writeBytes(Wire.request(line(), with()));
            all.writeBytes(Wire.request(line() + "?since=0", with()));
            all.writeBytes(Wire.request("GET /v1/reachable"));
            all.writeBytes(Wire.request(line(), with("If-None-Match: *")));
            all.writeBytes(Wire.request("HEAD " + asker.updates(), with("If-None-Match: *")));
            all.writeBytes(Wire.request(line()));
            expected.addAll(List.of(200, 200, 204, 304, 304, 401));
        }
        wire.send(all.toByteArray());
        List<Integer> answered = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            answered.add(wire.read().status());
        }
        assertThat(answered).isEqualTo(expected);
    }

    @Test
    void aBodyIsNoPollAndDoesNotBecomeOne() throws IOException {
        String inside = "GET /v1/reachable HTTP/1.1\r\nHost: localhost\r\n\r\n";
        wire.send(Wire.request(line(), with("Content-Length: " + inside.length())));
        wire.send(inside.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(wire.read().status()).isEqualTo(200);
        assertThat(poll("If-None-Match: *").status()).isEqualTo(304);
    }

    @Test
    void anEditionInMemoryIsForNobodyElse() throws IOException {
        Asker other = Asker.having(hierarchies);
        assertThat(wire.ask(line(), "Authorization: " + other.bearer()).status())
                .isEqualTo(403);
        assertThat(poll().status()).isEqualTo(200);
        assertThat(wire.ask(line()).status()).isEqualTo(401);
        assertThat(wire.ask(line(), token() + "x").status()).isEqualTo(401);
        assertThat(poll().status()).isEqualTo(200);
    }

    @Test
    void aConnectionIsClosedForWhoAsksForIt() throws IOException {
        Wire.Answer last = poll("Connection: close");
        assertThat(last.status()).isEqualTo(200);
        assertThat(last.fields()).containsEntry("connection", "close");
    }

    /** What is not taken waits at the asker's end and not in our memory. */
    @Test
    void whoDoesNotReadIsNotReadEither() throws Exception {
        byte[] request = Wire.request(line(), with());
        var sent = CompletableFuture.runAsync(() -> {
            try {
                for (int i = 0; i < MORE_THAN_FITS; i++) {
                    wire.send(request);
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        try {
            sent.get(3, TimeUnit.SECONDS);
            throw new AssertionError("all of it was taken");
        } catch (TimeoutException expected) {
            // it stands still
        }
        for (int i = 0; i < MORE_THAN_FITS; i++) {
            assertThat(wire.read().status()).isEqualTo(200);
        }
        sent.get(20, TimeUnit.SECONDS);
        assertThat(poll("If-None-Match: *").status()).isEqualTo(304);
    }
}
