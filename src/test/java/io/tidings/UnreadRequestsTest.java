package io.tidings;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.tidings.RawRequest.Answer;
import java.io.IOException;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the HTTP decoder refuses before there is a request that a route could see: a problem document like any other. */
@QuarkusTest
class UnreadRequestsTest {

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "GET /v1/updates, X-Long, 30000",
        "GET /v1/updates, X-Long, 1000000",
        "GET /v1/updates, Authorization, 1000000",
        "POST /oauth2/token, Authorization, 1000000"
    })
    void longHeadersAreRefused(String line, String header, int length) {
        Answer answer = new RawRequest(line).header(header, "a".repeat(length)).send(RestAssured.port);
        JsonPath problem = problem(answer, 431, "headers-too-large");
        assertThat(problem.getString("instance")).isEqualTo(line.split(" ", 2)[1]);
    }

    @ParameterizedTest
    @CsvSource({"6000", "100000"})
    void longAddressesAreRefused(int length) {
        Answer answer = new RawRequest("GET /v1/updates?q=" + "a".repeat(length)).send(RestAssured.port);
        JsonPath problem = problem(answer, 414, "uri-too-long");
        // it was not read to its end, so nothing is known of it
        assertThat(problem.getString("instance")).isNull();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "GET                       | X: y",
                "GET /v1/updates HTTP/3.7  | X: y",
                "GET /v1/updates           | Content-Length: abc",
                "GET /v1/updates           | Content-Length: -1",
                "GET /v1/updates           | (X): y",
            })
    void whatIsNotHttpIsRefused(String line, String header) {
        int colon = header.indexOf(':');
        RawRequest request = new RawRequest(line).header(header.substring(0, colon), header.substring(colon + 1));
        problem(request.send(RestAssured.port), 400, "bad-request");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "GET                       | Content-Length: abc      | 400",
                "GET /                     | Content-Length: -1       | 400",
                "OPTIONS *                 | X: y                     | 404",
                "FOO /v1/updates           | X: y                     | 401",
                "GET v1/updates            | X: y                     | 404",
                "GET /v1/updates           | Host: a b                | 400",
            })
    void brokenRequestsAreRefused(String line, String header, int status) {
        int colon = header.indexOf(':');
        Answer answer = new RawRequest(line)
                .header(header.substring(0, colon), header.substring(colon + 1))
                .send(RestAssured.port);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.mediaType()).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({
        "GET /%",
        "GET /%zz",
        "GET /v1/updates/%",
        "GET /v1/updates?q=%f",
        "HEAD /v1/{id}",
        "GET //",
        "POST /v1/updates?a|b",
        "GET /a^b"
    })
    void addressesThatAreNoneAreRefused(String line) {
        Answer answer = new RawRequest(line).send(RestAssured.port);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.mediaType()).isEqualTo("application/problem+json");
        if (!line.startsWith("HEAD")) {
            JsonPath problem = problem(answer, 400, "bad-request");
            assertThat(problem.getString("detail")).contains("grammar of URIs");
            assertThat(problem.getString("instance")).isNull();
        }
    }

    @TestHTTPResource(value = "/", management = true)
    @SuppressWarnings("NullAway.Init") // set by the test extension
    URL managed;

    @Test
    void addressesThatAreNoneAreRefused_alsoAtTheOtherPort() {
        problem(new RawRequest("GET /q/health/%zz").send(managed.getPort()), 400, "bad-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?a=%20&b=[x]", "?~.-_!$'()*,;:@/?="})
    void addressesThatAreUnusualAreServed(String end) {
        assertThat(new RawRequest("GET /v1/reachable" + end)
                        .send(RestAssured.port)
                        .status())
                .isEqualTo(204);
    }

    @Test
    void theConnectionEnds() {
        // it is read to its end: an answer behind which the connection stays open would run into the time limit
        Answer answer = new RawRequest("GET /v1/updates")
                .header("Connection", "keep-alive")
                .header("Content-Length", "abc")
                .send(RestAssured.port);
        problem(answer, 400, "bad-request");
        assertThat(answer.headers()).containsEntry("connection", "close");
    }

    @Test
    void whatWasAskedBeforeOnTheSameConnectionIsAnsweredFirst() throws IOException {
        String good = "GET /v1/reachable HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String bad = "GET /v1/reachable HTTP/1.1\r\nHost: localhost\r\nContent-Length: abc\r\n\r\n";
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write((good + bad).getBytes(StandardCharsets.US_ASCII));
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answers).startsWith("HTTP/1.1 204").containsSubsequence("HTTP/1.1 400", "/problems/bad-request");
        }
    }

    private static JsonPath problem(Answer answer, int status, String slug) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.mediaType()).isEqualTo("application/problem+json");
        JsonPath problem = JsonPath.from(answer.body());
        assertThat(problem.getString("type")).isEqualTo("/problems/" + slug);
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(problem.getString("detail")).isNotBlank();
        assertThat(answer.headers()).containsEntry("cache-control", "no-store");
        return problem;
    }
}
