package io.tidings.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A word that cannot work is named before the first caller comes, and no secret is shown. */
class AccessBoundsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "issuer             | tidings.example      | an address such as https://tidings.example.org, not tidings.example",
                "issuer             | ftp://tidings        | an address such as https://tidings.example.org, not ftp://tidings",
                "issuer             | http://a b           | an address such as https://tidings.example.org, not http://a b",
                "oidc.issuer        | accounts             | an address such as https://tidings.example.org, not accounts",
                "operator.secret    | only-15-letters      | at least 16 characters long",
                "operator.roles     | admin,chief          | of viewer, publisher and admin, not admin, chief",
                "oidc.client-secret | of-too-few-characters | at least 32 characters long",
            })
    void wordThatCannotWorkIsNamed(String setting, String value, String expected) {
        assertThatThrownBy(() -> AccessBounds.check(
                        settings("operator.id", "op", "operator.secret", "as-many-as-sixteen", setting, value)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("tidings.access." + setting + " must be " + expected);
    }

    @Test
    void operatorHasAnIdAndASecret() {
        for (String alone : new String[] {"operator.id", "operator.secret"}) {
            assertThatThrownBy(() -> AccessBounds.check(settings(alone, "as-many-as-sixteen")))
                    .hasMessage("tidings.access.operator.secret must be set together with operator.id");
        }
        assertThatCode(() -> AccessBounds.check(settings(
                        "operator.id", "op", "operator.secret", "as-many-as-sixteen", "operator.roles", "viewer")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/99", "10.0.0.0/x", "10.0.0.0/-1", "proxy.example", "1.2.3.4.5", "::/129"})
    void proxiesAreAddresses(String range) {
        assertThatThrownBy(() -> certificates(settings("trusted-proxies", "127.0.0.1, " + range)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "tidings.access.trusted-proxies must be addresses or ranges such as 10.0.0.0/8, not " + range);
    }

    @Test
    void authoritiesAreAFileOfCertificates(@TempDir Path folder) throws Exception {
        Path missing = folder.resolve("missing.pem");
        Path empty = Files.createFile(folder.resolve("empty.pem"));
        Path text = Files.writeString(folder.resolve("text.pem"), "-----BEGIN CERTIFICATE-----\nnone\n");
        for (Path file : new Path[] {missing, empty, text}) {
            assertThatThrownBy(() -> certificates(settings("certificate-authorities", file.toString())))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage(
                            "tidings.access.certificate-authorities must be a file of certificates (PEM), not " + file);
        }
    }

    private static ClientCertificates certificates(AccessSettings settings) {
        Clock clock = Clock.systemUTC();
        return new ClientCertificates(settings, new CertificateAuthorities(settings, clock), clock);
    }

    private static AccessSettings settings(String... values) {
        var settings = new SmallRyeConfigBuilder().withMapping(AccessSettings.class);
        for (int i = 0; i < values.length; i += 2) {
            settings.withDefaultValue("tidings.access." + values[i], values[i + 1]);
        }
        return settings.build().getConfigMapping(AccessSettings.class);
    }
}
