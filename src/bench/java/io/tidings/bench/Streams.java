package io.tidings.bench;

import io.tidings.bench.Crowd.Member;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Notice streams that stay open, one for each of many hierarchies: what they weigh, and how soon all hear a message. */
final class Streams implements Workload {

    private static final int COUNT = Integer.getInteger("bench.streams", 10_000);
    private static final Duration SETTLE = Duration.ofSeconds(10);
    private static final String OPERATOR = "bench";

    @Override
    public Table run(Surroundings around) throws Exception {
        var table = new Table(
                "%,d hierarchies, each with a notice stream of its own; then one message to all".formatted(COUNT),
                "program",
                "RSS before, MiB",
                "RSS with all open, MiB",
                "KiB a stream",
                "all heard the message after, s",
                "RSS after, MiB");
        for (var program : around.programs()) {
            if (program.shape() != Program.Shape.JVM_WITH_CACHE) {
                measure(program, around, table);
            }
        }
        return table;
    }

    private static void measure(Program program, Surroundings around, Table table) throws Exception {
        var secret = UUID.randomUUID().toString();
        try (var server = program.start(
                "TIDINGS_CATALOG_EMBEDDED=true",
                "TIDINGS_ACCESS_LIMIT_ADDRESS_PER_SECOND=0",
                "TIDINGS_ACCESS_OPERATOR_ID=" + OPERATOR,
                "TIDINGS_ACCESS_OPERATOR_SECRET=" + secret)) {
            var crowd = Crowd.gather(around, server, COUNT);
            server.rest(SETTLE);
            double before = server.usage().rssMiB();
            List<Stream> streams = new ArrayList<>();
            for (Member member : crowd.members()) {
                streams.add(Stream.open(server, member));
            }
            server.rest(SETTLE);
            double open = server.usage().rssMiB();
            String message = "heard-" + UUID.randomUUID();
            var operator = Caller.of(server, OPERATOR, secret);
            long sent = System.nanoTime();
            operator.post("/v1/notices", "{\"text\": \"" + message + "\"}");
            for (Stream stream : streams) {
                stream.awaitLineWith(message);
            }
            double seconds = (System.nanoTime() - sent) / 1e9;
            table.row(
                    program.shape().label,
                    "%.0f".formatted(before),
                    "%.0f".formatted(open),
                    "%.1f".formatted((open - before) * 1024 / COUNT),
                    "%.1f".formatted(seconds),
                    "%.0f".formatted(server.usage().rssMiB()));
            for (Stream stream : streams) {
                stream.close();
            }
        }
    }

    /** A socket that asked for a stream and reads it by hand: a client for each would weigh more than the server. */
    private record Stream(Socket socket, BufferedReader lines) {

        static Stream open(Running server, Member member) throws IOException {
            var socket = new Socket(InetAddress.getLoopbackAddress(), server.port);
            socket.setSoTimeout((int) Duration.ofMinutes(2).toMillis());
            String path = member.path().replaceFirst("/updates$", "/notices");
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                                    + "Authorization: Bearer " + member.token() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new Stream(
                    socket,
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 512));
        }

        void awaitLineWith(String text) throws IOException {
            for (String line = lines.readLine(); ; line = lines.readLine()) {
                if (line == null) {
                    throw new IllegalStateException("a stream ended before it told " + text);
                }
                if (line.contains(text)) {
                    return;
                }
            }
        }

        void close() throws IOException {
            socket.close();
        }
    }
}
