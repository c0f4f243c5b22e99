package io.tidings.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Header fields that nobody means well with, at a method that wants to know who calls. */
@QuarkusTest
class BadHeadersTest {

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // set by the test extension
    URI service;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Bearer",
                "Bearer ",
                "Bearer\t",
                "bearer",
                "Bearer  ",
                "Bearer a b c",
                "Bearer ..",
                "Bearer eyJhbGciOiJub25lIn0.e30.",
                "Bearer \"\"",
                "Bearer null",
                "Bearer Bearer x",
                "Bearer %00",
                "Basic",
                "Basic b3BlcmF0b3I6eA==",
                "Basic !!!!",
                "Digest username=\"operator\"",
                "Negotiate YII=",
                "DPoP x.y.z",
                "x",
                ",",
                "Bearer x, Bearer y"
            })
    void authorizationThatProvesNothingIsAnswered401(String authorization) {
        given().header("Authorization", authorization)
                .get("/v1/audit")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/unauthenticated"))
                .header("WWW-Authenticate", startsWith("Bearer"));
    }

    @Test
    void secondAuthorizationFieldDoesNotHelp() throws Exception {
        String good = Login.bearer("viewer");
        assertThat(status("Authorization: Bearer x\r\nAuthorization: " + good + "\r\n"))
                .isEqualTo(401);
        assertThat(status("Authorization: " + good + "\r\n")).isEqualTo(200);
    }

    @Test
    void mebibyteOfHeadersIsRefusedUnread() throws Exception {
        assertThat(status("Authorization: Bearer " + "x".repeat(1 << 20) + "\r\n"))
                .isIn(431, -1);
        assertThat(status(("X-Many: " + "x".repeat(1_000) + "\r\n").repeat(1 << 10)))
                .isIn(431, -1);
        assertThat(status("Authorization: Bearer " + "x".repeat(40_000) + "\r\n"))
                .isEqualTo(431);
        // and goes on serving
        assertThat(status("Authorization: " + Login.bearer("viewer") + "\r\n")).isEqualTo(200);
    }

    @Test
    void strangersLearnNothingOfWhatThereIs() {
        given().contentType("text/plain")
                .body("x")
                .post("/v1/enrolment-keys")
                .then()
                .statusCode(401);
        given().accept("image/png").get("/v1/audit").then().statusCode(401);
        given().patch("/v1/audit").then().statusCode(401);
        given().get("/v1/there/is/no/such/thing").then().statusCode(401);
        given().header("Authorization", Login.bearer("viewer"))
                .get("/v1/there/is/no/such/thing")
                .then()
                .statusCode(404);
        given().header("Authorization", Login.bearer())
                .contentType("text/plain")
                .body("x")
                .post("/v1/enrolment-keys")
                .then()
                .statusCode(415);
    }

    /** The status, or -1 where the server hung up before it had been told everything. */
    private int status(String headers) throws IOException {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            OutputStream out = socket.getOutputStream();
            String request = "GET /v1/audit HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n";
            try {
                out.write(request.getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            } catch (SocketException hungUp) {
                return -1;
            }
            var answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String line = answer.readLine();
            return line == null ? -1 : Integer.parseInt(line.split(" ", 3)[1]);
        } catch (SocketException reset) {
            return -1;
        }
    }
}
