package io.tidings.access;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Finds the certificate a client showed: in its own TLS session, or in the field {@code Client-Cert} (RFC 9440) when one of
 * the trusted proxies ended the TLS session. From anyone else the field is as if it were not there.
 */
@Singleton
final class ClientCertificates {

    private static final String CLIENT_CERT = "Client-Cert";

    /** Longer than any certificate of a client; a field of RFC 9440 is bounded by the server's header limit already. */
    private static final int LONGEST = 16_384;

    private final List<AddressRange> trustedProxies;
    private final CertificateAuthorities authorities;
    private final Clock clock;

    ClientCertificates(AccessSettings settings, CertificateAuthorities authorities, Clock clock) {
        this.trustedProxies = settings.trustedProxies().orElse(List.of()).stream()
                .map(String::strip)
                .map(ClientCertificates::proxies)
                .toList();
        this.authorities = authorities;
        this.clock = clock;
    }

    private static AddressRange proxies(String text) {
        try {
            return AddressRange.parse(text);
        } catch (IllegalArgumentException none) {
            throw new ConfigurationException(
                    "tidings.access.trusted-proxies must be addresses or ranges such as 10.0.0.0/8, not " + text, none);
        }
    }

    /** Null when none was shown, or none that is valid today. */
    @Nullable
    ShownCertificate shown(RoutingContext context) {
        HttpServerRequest request = context.request();
        byte[] der = request.isSSL() ? ofSession(request.sslSession()) : null;
        if (der == null) {
            der = ofProxy(request);
        }
        X509Certificate certificate = der == null ? null : valid(der);
        if (der == null || certificate == null) {
            return null;
        }
        String fingerprint = HexFormat.of().formatHex(Secret.sha256(der));
        return new ShownCertificate(
                fingerprint,
                authorities.names(certificate),
                certificate.getNotAfter().toInstant());
    }

    private static byte @Nullable [] ofSession(@Nullable SSLSession session) {
        try {
            Certificate[] chain = session == null ? new Certificate[0] : session.getPeerCertificates();
            return chain.length == 0 ? null : chain[0].getEncoded();
        } catch (SSLPeerUnverifiedException | GeneralSecurityException none) {
            return null;
        }
    }

    private byte @Nullable [] ofProxy(HttpServerRequest request) {
        List<String> fields =
                trustedProxies.isEmpty() ? List.of() : request.headers().getAll(CLIENT_CERT);
        // RFC 9440, 2.2: a second field can only be somebody's who hopes that the proxy's is not looked at
        boolean one = fields.size() == 1;
        return one && isTrusted(request.connection().remoteAddress(true)) ? decode(fields.getFirst()) : null;
    }

    private boolean isTrusted(@Nullable SocketAddress peer) {
        String address = peer == null ? null : peer.hostAddress();
        return address != null && trustedProxies.stream().anyMatch(range -> range.contains(address));
    }

    /** A byte sequence of RFC 8941: base64 between colons. */
    static byte @Nullable [] decode(String field) {
        String stripped = field.strip();
        if (stripped.length() < 3
                || stripped.length() > LONGEST
                || !stripped.startsWith(":")
                || !stripped.endsWith(":")) {
            return null;
        }
        try {
            return Base64.getDecoder().decode(stripped.substring(1, stripped.length() - 1));
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private @Nullable X509Certificate valid(byte[] der) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            X509Certificate certificate = (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
            certificate.checkValidity(Date.from(clock.instant()));
            // what follows a certificate is not covered by its signature
            return Arrays.equals(certificate.getEncoded(), der) ? certificate : null;
        } catch (GeneralSecurityException unfit) {
            return null;
        }
    }
}
