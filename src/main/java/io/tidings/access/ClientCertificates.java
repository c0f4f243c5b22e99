package io.tidings.access;

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

    private final List<AddressRange> trustedProxies;
    private final Clock clock;

    ClientCertificates(AccessSettings settings, Clock clock) {
        this.trustedProxies = settings.trustedProxies().orElse(List.of()).stream()
                .map(AddressRange::parse)
                .toList();
        this.clock = clock;
    }

    /** The SHA-256 of the certificate, in hexadecimal; null when none was shown, or none that is valid today. */
    @Nullable
    String fingerprint(RoutingContext context) {
        HttpServerRequest request = context.request();
        byte[] der = request.isSSL() ? ofSession(request.sslSession()) : null;
        if (der == null) {
            der = ofProxy(request);
        }
        return der == null || !isValid(der) ? null : HexFormat.of().formatHex(Secret.sha256(der));
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
        String field = trustedProxies.isEmpty() ? null : request.getHeader(CLIENT_CERT);
        return field == null || !isTrusted(request.connection().remoteAddress(true)) ? null : decode(field);
    }

    private boolean isTrusted(@Nullable SocketAddress peer) {
        String address = peer == null ? null : peer.hostAddress();
        return address != null && trustedProxies.stream().anyMatch(range -> range.contains(address));
    }

    /** A byte sequence of RFC 8941: base64 between colons. */
    static byte @Nullable [] decode(String field) {
        String stripped = field.strip();
        if (stripped.length() < 3 || !stripped.startsWith(":") || !stripped.endsWith(":")) {
            return null;
        }
        try {
            return Base64.getDecoder().decode(stripped.substring(1, stripped.length() - 1));
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private boolean isValid(byte[] der) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            X509Certificate certificate = (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
            certificate.checkValidity(Date.from(clock.instant()));
            return true;
        } catch (GeneralSecurityException unfit) {
            return false;
        }
    }
}
