package io.tidings.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** A connection point that proves itself by a certificate, which a proxy on this machine passes on. */
@QuarkusTest
class CertificateTest {

    static ConnectionPoint enrolled(String certificate) {
        ConnectionPoint point = ConnectionPoint.ofNewHierarchy();
        given().header("Client-Cert", certificate)
                .contentType("application/json")
                .body(point.request(ConnectionPoint.mintKey(), "PS1", "primary"))
                .post("/v1/hierarchies")
                .then()
                .statusCode(201);
        return point;
    }

    private static int renew(String certificate, ConnectionPoint of) {
        return given().header("Client-Cert", certificate)
                .post("/v1/hierarchies/" + of.hierarchyId() + "/secret")
                .statusCode();
    }

    @Test
    void certificateOfTheEnrolmentProvesItsHierarchyAndNoOther() throws Exception {
        String certificate = TestCertificate.draw();
        ConnectionPoint point = enrolled(certificate);

        assertThat(renew(certificate, point)).isEqualTo(201);
        assertThat(renew(certificate, ConnectionPoint.enrolled())).isEqualTo(403);
        assertThat(renew(TestCertificate.draw(), point)).isEqualTo(401);
    }

    @Test
    void fieldThatHoldsNoCertificateProvesNothing() throws Exception {
        ConnectionPoint point = enrolled(TestCertificate.draw());

        for (String field : new String[] {"", ":", "::", ":%%:", ":AAAA:", "AAAA"}) {
            assertThat(renew(field, point)).as(field).isEqualTo(401);
        }
    }

    @Test
    void moveEndsTheCertificateToo() throws Exception {
        String before = TestCertificate.draw();
        ConnectionPoint point = enrolled(before);

        point.move(Login.bearer(), "PS1", "primary", "recovery").then().statusCode(200);

        assertThat(renew(before, point)).isEqualTo(401);
    }
}
