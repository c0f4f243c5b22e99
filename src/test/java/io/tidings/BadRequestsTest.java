package io.tidings;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.tidings.RawRequest.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every method of the service, asked as wrongly as can be by somebody who may ask: a clear refusal, never a fault of ours. */
@QuarkusTest
class BadRequestsTest {

    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
    private static final Set<String> METHODS = Set.of("get", "head", "put", "post", "patch", "delete");
    private static final String JSON = "application/json";

    /** Names that could be anything's id. */
    private static final List<String> NAMES = List.of(
            "x",
            "%00",
            "%ff%fe",
            "..%2f..%2fetc%2fpasswd",
            "%F0%9F%93%B0",
            "'%20or%201=1",
            "A".repeat(43),
            "9".repeat(1_000),
            "6f0a2c1e-0000-4000-8000-000000000000");

    private static final List<String> QUERIES = List.of(
            "?limit=x&after=x&since=x&from=x&to=x",
            "?limit=-1&after=-1&since=-1",
            "?limit=99999999999999999999&after=99999999999999999999&since=99999999999999999999",
            "?limit=%00&after=%00&since=%00&q=%00&kind=%00&state=%00&site=%00&sort=%00",
            "?limit&after&since&=&&",
            "?after=%F0%9F%93%B0&since=%ff&limit=1e3");

    private static final List<String> BODIES = List.of(
            "",
            "null",
            "[]",
            "0",
            "\"x\"",
            "{",
            "{}",
            "[[[",
            "[".repeat(20_000),
            "{\"a\":".repeat(5_000),
            "{\"id\":\"\\u0000\",\"hierarchyId\":\"\\u0000\",\"site\":{\"code\":\"\\u0000\"},\"enrolmentKey\":\"\\u0000\"}",
            "{\"site\":7,\"mode\":[],\"hierarchyId\":{},\"asOf\":true,\"universe\":\"x\",\"role\":{}}",
            "{\"site\":{\"version\":1e400,\"installed\":[null,[]]},\"asOf\":\"9999999-99-99\"}",
            "{\"mode\":\"\",\"role\":\"\",\"reason\":\"\",\"expiresIn\":\"PT999999999999H\",\"from\":\"-999999999-01-01T00:00:00Z\"}",
            "\ufeff{}",
            "{\"a\":NaN}");

    private static final Map<String, List<String>> HEADERS = Map.of(
            "Accept", List.of("nonsense", "/;;,q=", "text/html;q=7", "*/*;q=\"", "a/b;c=\u0001".replace("\u0001", "~")),
            "If-None-Match", List.of("x", "\"", "W/", "\"a\",,\"", "\"" + "a".repeat(3_000) + "\""),
            "If-Match", List.of("x", "*", "\"never\"", "W/\"1\""),
            "Range", List.of("bytes", "bytes=", "bytes=9-1", "bytes=a-b", "bytes=" + "0-0,".repeat(900) + "0-0"),
            "If-Range", List.of("x", "yesterday"),
            "Accept-Encoding", List.of("gzip;q=x", ";;"),
            "Last-Event-ID", List.of("x", "-1", "99999999999999999999"));

    private String bearer = "";

    private record Operation(String method, String path, Set<String> answers) {

        String at(String name) {
            return method + " " + path.replaceAll("\\{[^}]*}", name.replace("$", "\\$"));
        }
    }

    @BeforeEach
    void signIn() {
        var config = ConfigProvider.getConfig();
        bearer = Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(
                        () -> "Bearer "
                                + given().auth()
                                        .preemptive()
                                        .basic(
                                                config.getValue("tidings.access.operator.id", String.class),
                                                config.getValue("tidings.access.operator.secret", String.class))
                                        .formParam("grant_type", "client_credentials")
                                        .post("/oauth2/token")
                                        .jsonPath()
                                        .getString("access_token"),
                        token -> !token.endsWith("null"));
    }

    @Test
    void strangeNamesAreRefused() {
        sweep(operation -> operation.path().contains("{")
                ? NAMES.stream().map(name -> new RawRequest(operation.at(name)))
                : Stream.empty());
    }

    @Test
    void strangeQuestionsAreRefused() {
        sweep(operation -> operation.method().equals("GET")
                ? QUERIES.stream().map(query -> new RawRequest(operation.at("x") + query))
                : Stream.empty());
    }

    @Test
    void strangeBodiesAreRefused() {
        sweep(operation -> WITH_BODY.contains(operation.method())
                ? BODIES.stream().map(body -> new RawRequest(operation.at("x")).body(JSON, body))
                : Stream.empty());
    }

    @Test
    void strangeTypesOfBodiesAreRefused() {
        sweep(operation -> WITH_BODY.contains(operation.method())
                ? Stream.of(
                                "///;;",
                                "text/plain",
                                "application/json;charset=klingon",
                                "multipart/form-data",
                                "application/x-www-form-urlencoded",
                                "application/cloudevents+json",
                                "application/cloudevents-batch+json")
                        .map(type -> new RawRequest(operation.at("x")).body(type, "\u0000%%%=&{"))
                : Stream.empty());
    }

    @Test
    void bodiesThatAreNotPackedAsTheySayAreRefused() {
        sweep(operation -> WITH_BODY.contains(operation.method())
                ? Stream.of("gzip", "br", "gzip, gzip").map(coding -> new RawRequest(operation.at("x"))
                        .body(JSON, "not packed")
                        .header("Content-Encoding", coding))
                : Stream.empty());
    }

    @Test
    void strangeHeadersAreRefusedOrPassedOver() {
        sweep(operation -> HEADERS.entrySet().stream().flatMap(header -> header.getValue().stream()
                .map(value -> new RawRequest(operation.at("x")).header(header.getKey(), value))));
    }

    @Test
    void endlessBodiesAreCutOff() {
        byte[] more = new byte[11 << 20];
        Arrays.fill(more, (byte) ' ');
        sweep(operation ->
                WITH_BODY.contains(operation.method()) && !operation.path().equals("/v1/content")
                        ? Stream.of(new RawRequest(operation.at("x")).chunked(JSON, more))
                        : Stream.empty());
        Answer answer = send(new RawRequest("POST /v1/relevance/judge").chunked(JSON, more));
        assertThat(answer.status()).as(answer.body()).isEqualTo(413);
    }

    @Test
    void methodsThatAnAddressDoesNotTakeAreNamedAsSuch() {
        var softly = new SoftAssertions();
        Map<String, Set<String>> taken = new TreeMap<>();
        operations()
                .forEach(operation -> taken.computeIfAbsent(operation.at("x").split(" ", 2)[1], path -> new TreeSet<>())
                        .add(operation.method()));
        // could be an update of that name
        taken.remove("/v1/updates/import");
        taken.forEach((path, methods) -> Stream.of("GET", "PUT", "POST", "PATCH", "DELETE")
                .filter(method -> !methods.contains(method))
                .forEach(method -> {
                    Answer answer = send(new RawRequest(method + " " + path));
                    softly.assertThat(answer.status())
                            .as(method + " " + path + " is answered with " + answer.body())
                            .isEqualTo(405);
                    softly.assertThat(answer.headers().getOrDefault("allow", "").split(", "))
                            .as(method + " " + path)
                            .containsAll(methods);
                }));
        softly.assertAll();
    }

    private interface Requests {
        Stream<RawRequest> of(Operation operation);
    }

    private void sweep(Requests requests) {
        var softly = new SoftAssertions();
        int asked = 0;
        for (Operation operation : operations()) {
            for (RawRequest request : requests.of(operation).toList()) {
                asked++;
                Answer answer = send(request);
                check(softly, request, answer);
                softly.assertThat(operation.answers())
                        .as(request + " is answered as the contract says")
                        .contains(answer.status() < 400 ? Integer.toString(answer.status()) : "default");
            }
        }
        assertThat(asked).isPositive();
        softly.assertAll();
    }

    private static void check(SoftAssertions softly, RawRequest request, Answer answer) {
        softly.assertThat(answer.status())
                .as(request + " is answered with " + answer.body())
                .satisfiesAnyOf(
                        status -> assertThat(status).isLessThan(500),
                        // a mouth behind which nothing listens in this test
                        status -> assertThat(status).isEqualTo(503));
        if (answer.status() >= 400 && !request.toString().contains(" /oauth2/")) {
            softly.assertThat(answer.mediaType())
                    .as(request + " is answered with " + answer.status() + " " + answer.body())
                    .isEqualTo("application/problem+json");
        }
        softly.assertThat(answer.body())
                .as(request.toString())
                .doesNotContainPattern("(io|java|com|org)\\.[a-z]+\\.[a-zA-Z.]*Exception|\\bat [a-z]+\\.[a-z]+\\.");
    }

    private Answer send(RawRequest request) {
        if (!request.toString().contains("Authorization")) {
            request.header("Authorization", bearer);
        }
        return request.send(RestAssured.port);
    }

    private static List<Operation> operations() {
        JsonPath document = given().get("/q/openapi?format=json").jsonPath();
        List<Operation> operations = new ArrayList<>();
        Map<String, Map<String, Map<String, Map<String, Object>>>> paths = document.getMap("paths");
        paths.forEach((path, methods) -> methods.entrySet().stream()
                .filter(method -> METHODS.contains(method.getKey()))
                .filter(method -> !path.startsWith("/trial"))
                .forEach(method -> operations.add(new Operation(
                        method.getKey().toUpperCase(Locale.ROOT),
                        path,
                        method.getValue().getOrDefault("responses", Map.of()).keySet()))));
        return operations;
    }
}
