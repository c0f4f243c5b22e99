package io.tidings;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HttpVersionsTest {

    @Test
    void plainConnectionStaysWithTheVersionThatHoldsASenderBack() {
        var answer = new RawRequest("GET /v1/schemas/usage-report")
                .header("Connection", "Upgrade, HTTP2-Settings, close")
                .header("Upgrade", "h2c")
                .header("HTTP2-Settings", "AAMAAABkAAQAoAAAAAIAAAAA")
                .send(RestAssured.port);
        assertThat(answer.status()).isEqualTo(200);
    }
}
