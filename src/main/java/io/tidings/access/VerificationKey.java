package io.tidings.access;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** The public half of a signing key, on the curve P-256: any replica verifies with it until {@code verifiesUntil}. */
record VerificationKey(String kid, ECPublicKey key, Instant createdAt, Instant verifiesUntil) {

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    /** The key id is the thumbprint of RFC 7638, so that it cannot be chosen. */
    static VerificationKey of(PublicKey key, Instant createdAt, Instant verifiesUntil) {
        ECPublicKey point = (ECPublicKey) key;
        String canonical = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + x(point) + "\",\"y\":\"" + y(point) + "\"}";
        String kid = BASE64URL.encodeToString(Secret.sha256(canonical.getBytes(StandardCharsets.UTF_8)));
        return new VerificationKey(kid, point, createdAt, verifiesUntil);
    }

    static VerificationKey of(byte[] spki, Instant createdAt, Instant verifiesUntil) {
        try {
            PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(spki));
            return of(key, createdAt, verifiesUntil);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a public key of P-256", e);
        }
    }

    /**
     * The first segment of every token this key signed, byte for byte. A verifier looks a token's key up by it, so what
     * a token claims of its algorithm, its key or its extensions is compared and never obeyed.
     */
    String header() {
        String header = "{\"alg\":\"ES256\",\"kid\":\"" + kid + "\",\"typ\":\"at+jwt\"}";
        return BASE64URL.encodeToString(header.getBytes(StandardCharsets.UTF_8));
    }

    boolean verifies(byte[] signed, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(SigningKey.ALGORITHM);
            verifier.initVerify(key);
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    Map<String, String> toJwk() {
        Map<String, String> jwk = new LinkedHashMap<>();
        jwk.put("kty", "EC");
        jwk.put("use", "sig");
        jwk.put("alg", "ES256");
        jwk.put("crv", "P-256");
        jwk.put("kid", kid);
        jwk.put("x", x(key));
        jwk.put("y", y(key));
        return jwk;
    }

    private static String x(ECPublicKey key) {
        return coordinate(key.getW().getAffineX());
    }

    private static String y(ECPublicKey key) {
        return coordinate(key.getW().getAffineY());
    }

    private static String coordinate(BigInteger value) {
        byte[] octets = new byte[32];
        byte[] raw = value.toByteArray();
        int from = Math.max(0, raw.length - 32);
        int length = raw.length - from;
        System.arraycopy(raw, from, octets, 32 - length, length);
        return BASE64URL.encodeToString(octets);
    }
}
