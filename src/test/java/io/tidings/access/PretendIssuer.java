package io.tidings.access;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** As much of an OpenID Connect issuer as a service asks for: metadata, keys, the code flow, and for tests a token of any roles. */
final class PretendIssuer {

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    /** What the issuer and the service share. */
    static final String SECRET = "known-to-the-issuer-and-to-the-service-only";

    private final HttpServer server;
    private final Map<String, Grant> codes = new ConcurrentHashMap<>();
    private final AtomicInteger drawn = new AtomicInteger();
    private final SigningKey key = SigningKey.generate(Instant.now(), Duration.ofHours(1), Duration.ofHours(1));

    /** What a code was given out for. */
    private record Grant(String role, String redirect, String challenge, String nonce) {}

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
            server.createContext("/authorize", issuer::authorize);
            server.createContext("/token", issuer::exchange);
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
        answer(exchange, token(asked.getFirst(), asked.subList(1, asked.size()), ""));
    }

    private String token(String audience, List<String> granted, String nonce) {
        String roles = granted.stream().map(role -> '"' + role + '"').collect(Collectors.joining(","));
        long now = Instant.now().getEpochSecond();
        String header =
                json(Map.of("alg", "ES256", "typ", "JWT", "kid", key.published().kid()));
        String claims =
                "{\"iss\":\"" + url() + "\",\"aud\":\"" + audience + "\",\"sub\":\"ann\",\"iat\":" + now + ",\"exp\":"
                        + (now + 300) + ",\"team\":\"north\",\"nonce\":\"" + nonce + "\",\"roles\":[" + roles + "]}";
        String signed = base64url(header.getBytes(StandardCharsets.UTF_8)) + "."
                + base64url(claims.getBytes(StandardCharsets.UTF_8));
        return signed + "." + base64url(key.sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The page at which a user signs in: with the role that the parameter {@code login} names, and no password. */
    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = parameters(exchange.getRequestURI().getRawQuery());
        boolean known = "tidings".equals(asked.get("client_id")) && "code".equals(asked.get("response_type"));
        boolean guarded = "S256".equals(asked.get("code_challenge_method"))
                && asked.containsKey("code_challenge")
                && asked.containsKey("nonce");
        if (!known || !guarded || !asked.getOrDefault("scope", "").contains("openid")) {
            exchange.sendResponseHeaders(400, -1);
            exchange.close();
            return;
        }
        String code = "code-" + drawn.getAndIncrement();
        codes.put(
                code,
                new Grant(
                        asked.getOrDefault("login", ""),
                        asked.getOrDefault("redirect_uri", ""),
                        asked.getOrDefault("code_challenge", ""),
                        asked.getOrDefault("nonce", "")));
        exchange.getResponseHeaders()
                .add("Location", asked.get("redirect_uri") + "?code=" + code + "&state=" + asked.get("state"));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    /** A code is good once, for the client that knows the secret and began the flow, and for the address it was sent to. */
    private void exchange(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> asked = parameters(body);
        String basic = Base64.getEncoder().encodeToString(("tidings:" + SECRET).getBytes(StandardCharsets.UTF_8));
        Grant granted = codes.remove(asked.getOrDefault("code", ""));
        boolean fits = granted != null
                && granted.redirect().equals(asked.get("redirect_uri"))
                && granted.challenge().equals(challenge(asked.getOrDefault("code_verifier", "")))
                && ("Basic " + basic).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        if (granted == null || !fits) {
            exchange.sendResponseHeaders(400, -1);
            exchange.close();
            return;
        }
        String token = token("tidings", List.of(granted.role()), granted.nonce());
        answer(exchange, json(Map.of("id_token", token, "access_token", token, "token_type", "Bearer")));
    }

    /** RFC 7636, 4.2. */
    private static String challenge(String verifier) {
        return base64url(Secret.sha256(verifier.getBytes(StandardCharsets.US_ASCII)));
    }

    private static Map<String, String> parameters(String form) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : form.split("&", -1)) {
            String[] both = pair.split("=", 2);
            parameters.put(both[0], URLDecoder.decode(both.length > 1 ? both[1] : "", StandardCharsets.UTF_8));
        }
        return parameters;
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
