package io.tidings.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connection points that prove themselves in a true TLS session with us, by a certificate or by the name in it. */
@QuarkusTest
@TestProfile(TlsSessionTest.OverTls.class)
class TlsSessionTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A server certificate, and an authority whose names count; enrolment is open, as in trials. */
    public static final class OverTls implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                TestAuthority authority = TestAuthority.found();
                Path server = authority.issue("server", "dns:localhost", "serverAuth");
                return Map.of(
                        "quarkus.http.test-ssl-port",
                        "0",
                        "quarkus.http.ssl.client-auth",
                        "request",
                        "quarkus.http.ssl.certificate.key-store-file",
                        server.toString(),
                        "quarkus.http.ssl.certificate.key-store-password",
                        TestAuthority.PASSWORD,
                        "quarkus.http.ssl.certificate.trust-store-file",
                        authority.trusted().toString(),
                        "quarkus.http.ssl.certificate.trust-store-password",
                        TestAuthority.PASSWORD,
                        "tidings.access.certificate-authorities",
                        authority.certificates().toString(),
                        "tidings.access.open-enrolment",
                        "true");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @TestHTTPResource(value = "/", tls = true)
    @SuppressWarnings("NullAway.Init") // set by the test extension
    URI service;

    @BeforeEach
    void untilTheKeyIsPublished() {
        Login.awaitReady();
    }

    /** The profile may have been asked more than once, and the last authority is the server's. */
    private static TestAuthority authority() {
        return TestAuthority.in(
                ConfigProvider.getConfig().getValue("tidings.access.certificate-authorities", Path.class));
    }

    private static HttpClient client(@Nullable Path store) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(TestAuthority.load(authority().trusted()));
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store == null ? null : TestAuthority.load(store), TestAuthority.PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), trust.getTrustManagers(), new SecureRandom());
        return HttpClient.newBuilder().sslContext(tls).build();
    }

    private static Path certificate(String names) throws Exception {
        return authority().issue("client-" + UUID.randomUUID(), names, "clientAuth");
    }

    private HttpResponse<String> enrol(@Nullable Path store, String hierarchy, @Nullable String name) throws Exception {
        String body =
                """
                {"hierarchyId": "%s", "mode": "online", "certificateName": %s,
                 "site": {"code": "PS1", "type": "primary", "version": "5.00.9128.1000"}}"""
                        .formatted(hierarchy, name == null ? "null" : '"' + name + '"');
        return client(store)
                .send(
                        HttpRequest.newBuilder(service.resolve("/v1/hierarchies"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    private HttpResponse<String> look(@Nullable Path store, String hierarchy, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(service.resolve("/v1/hierarchies/" + hierarchy + "/connection-point"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client(store).send(request.build(), BodyHandlers.ofString());
    }

    private static String newHierarchy() {
        return ConnectionPoint.ofNewHierarchy().hierarchyId();
    }

    @Test
    void certificateOfTheSessionProvesTheHierarchyThatEnrolledWithIt() throws Exception {
        Path own = certificate("");
        String hierarchy = newHierarchy();
        assertThat(enrol(own, hierarchy, null).statusCode()).isEqualTo(201);

        assertThat(look(own, hierarchy).statusCode()).isEqualTo(200);
        assertThat(look(null, hierarchy).statusCode()).isEqualTo(401);
        // the TLS session proves somebody, to whom nothing here is open
        assertThat(look(certificate(""), hierarchy).statusCode()).isEqualTo(403);
        assertThat(look(own, newHierarchy()).statusCode()).isEqualTo(403);
    }

    @Test
    void nameInTheCertificateOutlivesItsRenewal() throws Exception {
        String hierarchy = newHierarchy();
        String name = "urn:tidings:" + hierarchy;
        assertThat(enrol(certificate("uri:" + name), hierarchy, name).statusCode())
                .isEqualTo(201);

        HttpResponse<String> renewed = look(certificate("dns:other.example,uri:" + name), hierarchy);
        assertThat(renewed.statusCode()).isEqualTo(200);
        JsonNode said = JSON.readTree(renewed.body());
        assertThat(said.path("certificateName").asText()).isEqualTo(name);
        assertThat(look(certificate("uri:" + name + "x"), hierarchy).statusCode())
                .isEqualTo(403);
        assertThat(look(certificate("dns:localhost"), hierarchy).statusCode()).isEqualTo(403);
    }

    @Test
    void nameThatTheCertificateDoesNotBearIsRefused_andOneThatIsTaken() throws Exception {
        Path own = certificate("dns:one.example");
        assertThat(enrol(own, newHierarchy(), "two.example").statusCode()).isEqualTo(422);
        assertThat(enrol(null, newHierarchy(), "one.example").statusCode()).isEqualTo(422);
        assertThat(enrol(own, newHierarchy(), "one.example").statusCode()).isEqualTo(201);
        assertThat(enrol(own, newHierarchy(), "one.example").statusCode()).isEqualTo(409);
    }

    @Test
    void refusalThatEndsAConnectionCanBeReadOverHttp2() throws Exception {
        HttpResponse<String> refused = client(null)
                .send(
                        HttpRequest.newBuilder(service.resolve("/v1/hierarchies"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofByteArray(new byte[11 << 20]))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(refused.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.headers().firstValue("Connection")).isEmpty();
        assertThat(JSON.readTree(refused.body()).path("type").asText()).isEqualTo("/problems/too-large");
    }

    @Test
    void certificateThatNamesTwoConnectionPointsProvesNeither() throws Exception {
        String one = newHierarchy();
        String other = newHierarchy();
        Path both = certificate("dns:a.example,dns:b.example");
        assertThat(enrol(both, one, "a.example").statusCode()).isEqualTo(201);
        assertThat(look(both, one).statusCode()).isEqualTo(200);
        assertThat(enrol(both, other, "b.example").statusCode()).isEqualTo(201);

        Path fresh = certificate("dns:a.example,dns:b.example");
        assertThat(look(fresh, one).statusCode()).isEqualTo(403);
        assertThat(look(fresh, other).statusCode()).isEqualTo(403);
    }

    @Test
    void namesCountOnlyFromTheAuthority_forClients_alsoBehindAProxy() throws Exception {
        String hierarchy = newHierarchy();
        String name = hierarchy.replaceAll("[^A-Za-z0-9]", "x").toLowerCase(Locale.ROOT) + ".example";
        assertThat(enrol(certificate("dns:" + name), hierarchy, name).statusCode())
                .isEqualTo(201);

        String ours = TestAuthority.field(certificate("dns:" + name));
        String forServers =
                TestAuthority.field(authority().issue("server-" + UUID.randomUUID(), "dns:" + name, "serverAuth"));
        String theirs = TestAuthority.field(TestAuthority.found().issue("liar", "dns:" + name, "clientAuth"));

        assertThat(look(null, hierarchy, "Client-Cert", ours).statusCode()).isEqualTo(200);
        assertThat(look(null, hierarchy, "Client-Cert", forServers).statusCode())
                .isEqualTo(401);
        assertThat(look(null, hierarchy, "Client-Cert", theirs).statusCode()).isEqualTo(401);
        assertThat(look(null, hierarchy, "Client-Cert", theirs, "Client-Cert", ours)
                        .statusCode())
                .as("two fields")
                .isEqualTo(401);
    }
}
