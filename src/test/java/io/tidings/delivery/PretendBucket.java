package io.tidings.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidings.trust.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A small bucket that speaks S3: it takes no request whose signature or whose body is not what it says. */
final class PretendBucket {

    static final String KEY = "test-key";
    static final String SECRET = "test-secret";

    final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    PretendBucket() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getRawPath();
            String method = exchange.getRequestMethod();
            asked.add(method + " " + path);
            if (!isProven(exchange, method, path, body)) {
                exchange.sendResponseHeaders(403, -1);
                return;
            }
            byte[] there = Optional.ofNullable(objects.get(path)).orElse(new byte[0]);
            switch (method) {
                case "PUT" -> {
                    objects.put(path, body);
                    exchange.sendResponseHeaders(200, -1);
                }
                case "DELETE" -> {
                    objects.remove(path);
                    exchange.sendResponseHeaders(204, -1);
                }
                case "HEAD" -> {
                    exchange.getResponseHeaders().add("Content-Length", Integer.toString(there.length));
                    exchange.sendResponseHeaders(objects.containsKey(path) ? 200 : 404, -1);
                }
                default -> {
                    exchange.sendResponseHeaders(
                            objects.containsKey(path) ? 200 : 404, there.length == 0 ? -1 : there.length);
                    exchange.getResponseBody().write(there);
                }
            }
        }
    }

    /** Signs what came as the sender should have, which S3SignatureTest holds against the published example. */
    private static boolean isProven(HttpExchange exchange, String method, String path, byte[] body) {
        var sent = exchange.getRequestHeaders();
        String said = String.valueOf(sent.getFirst("Authorization"));
        int from = said.indexOf("SignedHeaders=") + "SignedHeaders=".length();
        var fields = new TreeMap<String, String>();
        Arrays.stream(said.substring(from, said.indexOf(",Signature")).split(";"))
                .filter(name -> !name.equals("x-amz-date"))
                .forEach(name -> fields.put(name, String.valueOf(sent.getFirst(name.toLowerCase(Locale.ROOT)))));
        String date = String.valueOf(sent.getFirst("x-amz-date"));
        Instant at = Instant.from(DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .parse(date));
        String expected = new S3Signature("eu-test-1", KEY, SECRET)
                .sign(method, path, fields, at)
                .get("authorization");
        return said.equals(expected)
                && fields.containsKey("host")
                && Digest.of(body).hex().equals(fields.get("x-amz-content-sha256"));
    }
}
