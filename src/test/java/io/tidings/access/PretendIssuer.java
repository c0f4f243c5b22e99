package io.tidings.access;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** As much of an OpenID Connect issuer as a service asks for: its metadata, its keys, and for the test a token of any roles. */
final class PretendIssuer {

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final HttpServer server;
    private final SigningKey key = SigningKey.generate(Instant.now(), Duration.ofHours(1), Duration.ofHours(1));

    private PretendIssuer(HttpServer server) {
        this.server = server;
    }

    /** The URL of one that is up until the end of the process. */
    static String start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            PretendIssuer issuer = new PretendIssuer(server);
            server.createContext("/.well-known/openid-configuration", issuer::metadata);
            server.createContext("/keys", issuer::keys);
            server.createContext("/mint", issuer::mint);
            server.start();
            return issuer.url();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void metadata(HttpExchange exchange) throws IOException {
        answer(
                exchange,
                json(Map.of(
                        "issuer", url(),
                        "jwks_uri", url() + "/keys",
                        "token_endpoint", url() + "/token",
                        "authorization_endpoint", url() + "/authorize")));
    }

    private void keys(HttpExchange exchange) throws IOException {
        answer(exchange, "{\"keys\":[" + json(key.published().toJwk()) + "]}");
    }

    /** The query is {@code audience,role,role…}. */
    private void mint(HttpExchange exchange) throws IOException {
        List<String> asked = List.of(exchange.getRequestURI().getQuery().split(",", -1));
        String roles = asked.stream().skip(1).map(role -> '"' + role + '"').collect(Collectors.joining(","));
        long now = Instant.now().getEpochSecond();
        String header =
                json(Map.of("alg", "ES256", "typ", "JWT", "kid", key.published().kid()));
        String claims = "{\"iss\":\"" + url() + "\",\"aud\":\"" + asked.getFirst() + "\",\"sub\":\"ann\",\"iat\":" + now
                + ",\"exp\":" + (now + 300) + ",\"team\":\"north\",\"roles\":[" + roles + "]}";
        String signed = base64url(header.getBytes(StandardCharsets.UTF_8)) + "."
                + base64url(claims.getBytes(StandardCharsets.UTF_8));
        answer(exchange, signed + "." + base64url(key.sign(signed.getBytes(StandardCharsets.US_ASCII))));
    }

    private static String base64url(byte[] bytes) {
        return BASE64URL.encodeToString(bytes);
    }

    private static String json(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> '"' + member.getKey() + "\":\"" + member.getValue() + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }
}
