package io.tidings.access;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The authorities whose word on names counts. A name is believed only when one of them issued the certificate itself and it
 * may serve a client: whoever ended the TLS session may have let other certificates through.
 */
@Singleton
final class CertificateAuthorities {

    private static final int DNS_NAME = 2;
    private static final int URI = 6;
    private static final String ANY_PURPOSE = "2.5.29.37.0";
    private static final String CLIENT = "1.3.6.1.5.5.7.3.2";

    private final Set<TrustAnchor> anchors;
    private final Clock clock;

    CertificateAuthorities(AccessSettings settings, Clock clock) {
        this.anchors = settings.certificateAuthorities()
                .map(CertificateAuthorities::read)
                .orElse(Set.of());
        this.clock = clock;
    }

    private static Set<TrustAnchor> read(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            Set<TrustAnchor> read = CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
                    .map(authority -> new TrustAnchor((X509Certificate) authority, null))
                    .collect(Collectors.toUnmodifiableSet());
            if (read.isEmpty()) {
                throw new CertificateException("there is none");
            }
            return read;
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new ConfigurationException(
                    "tidings.access.certificate-authorities must be a file of certificates (PEM), not " + file,
                    unreadable);
        }
    }

    /** DNS names and URIs of the subject; none when no authority of ours vouches for them. */
    Set<String> names(X509Certificate certificate) {
        if (anchors.isEmpty() || !isIssued(certificate)) {
            return Set.of();
        }
        try {
            Set<String> names = new TreeSet<>();
            for (List<?> name : Optional.ofNullable(certificate.getSubjectAlternativeNames())
                    .orElse(List.of())) {
                if (name.get(0).equals(DNS_NAME) || name.get(0).equals(URI)) {
                    names.add((String) name.get(1));
                }
            }
            return names;
        } catch (CertificateParsingException malformed) {
            return Set.of();
        }
    }

    private boolean isIssued(X509Certificate certificate) {
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            if (purposes != null && !purposes.contains(CLIENT) && !purposes.contains(ANY_PURPOSE)) {
                return false;
            }
            PKIXParameters rules = new PKIXParameters(anchors);
            // an ended connection point is known by its row, and an authority's lists would have to be fetched
            rules.setRevocationEnabled(false);
            rules.setDate(Date.from(clock.instant()));
            List<Certificate> path = List.of(certificate);
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), rules);
            return true;
        } catch (GeneralSecurityException notTheirs) {
            return false;
        }
    }
}
