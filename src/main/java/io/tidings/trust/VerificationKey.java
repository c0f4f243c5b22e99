package io.tidings.trust;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A public key as TUF writes it: Ed25519 as hexadecimal, ECDSA as PEM. Its id is the hash of its canonical form. In another
 * form the same key has another id: {@link RoleKeys} counts keys, not ids.
 */
public record VerificationKey(Scheme scheme, String material) {

    /** What stands before the 32 raw bytes of an Ed25519 key in its X.509 form (RFC 8410). */
    private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int P256_BITS = 256;

    public VerificationKey {
        toPublicKey(scheme, material);
    }

    public static VerificationKey of(PublicKey key) {
        var encoded = key.getEncoded();
        if (key instanceof ECPublicKey) {
            return new VerificationKey(Scheme.ECDSA_P256, Pem.write(Pem.PUBLIC, encoded));
        }
        var raw = Arrays.copyOfRange(encoded, ED25519_PREFIX.length, encoded.length);
        return new VerificationKey(Scheme.ED25519, HexFormat.of().formatHex(raw));
    }

    /** From a PEM text that holds a public key, as {@code openssl} and {@code tidings keys} write it. */
    public static VerificationKey fromPem(String pem) {
        var encoded = new X509EncodedKeySpec(Pem.read(Pem.PUBLIC, pem));
        return Stream.of(Scheme.values())
                .flatMap(scheme -> decoded(scheme, encoded).stream())
                .findFirst()
                .map(VerificationKey::of)
                .orElseThrow(() -> new IllegalArgumentException("neither an Ed25519 nor a P-256 public key"));
    }

    private static Optional<PublicKey> decoded(Scheme scheme, X509EncodedKeySpec encoded) {
        try {
            return Optional.of(KeyFactory.getInstance(scheme.keyAlgorithm()).generatePublic(encoded));
        } catch (InvalidKeySpecException anotherKind) {
            return Optional.empty();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform of ours has " + scheme, e);
        }
    }

    /** Nothing where we do not know the kind of key: such a key signs nothing for us. */
    static Optional<VerificationKey> from(Fields fields) {
        var scheme = fields.text("scheme");
        var material = fields.object("keyval").text("public");
        for (var known : Scheme.values()) {
            if (known.toString().equals(scheme)) {
                return Optional.of(new VerificationKey(known, material));
            }
        }
        return Optional.empty();
    }

    public String keyId() {
        return idOf(toTree());
    }

    public String toPem() {
        return Pem.write(Pem.PUBLIC, toPublicKey(scheme, material).getEncoded());
    }

    /** Whether this key made the signature over exactly these bytes. */
    public boolean verifies(byte[] message, byte[] signature) {
        try {
            var verifier = java.security.Signature.getInstance(scheme.signatureAlgorithm());
            verifier.initVerify(toPublicKey(scheme, material));
            verifier.update(message);
            return verifier.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform of ours has " + scheme, e);
        }
    }

    static String idOf(Map<?, ?> tree) {
        return Digest.of(CanonicalJson.toSign(tree)).hex();
    }

    Map<String, Object> toTree() {
        return Map.of("keytype", scheme.keyType(), "scheme", scheme.toString(), "keyval", Map.of("public", material));
    }

    private static PublicKey toPublicKey(Scheme scheme, String material) {
        try {
            var encoded = scheme == Scheme.ED25519 ? ed25519(material) : Pem.read(Pem.PUBLIC, material);
            var key = KeyFactory.getInstance(scheme.keyAlgorithm()).generatePublic(new X509EncodedKeySpec(encoded));
            if (key instanceof ECPublicKey ec
                    && ec.getParams().getCurve().getField().getFieldSize() != P256_BITS) {
                throw new InvalidKeyException("not on P-256");
            }
            return key;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new Untrusted(Untrusted.Reason.MALFORMED, "no " + scheme + " key: " + e.getMessage());
        }
    }

    private static byte[] ed25519(String hex) {
        var raw = HexFormat.of().parseHex(hex);
        var encoded = Arrays.copyOf(ED25519_PREFIX, ED25519_PREFIX.length + raw.length);
        System.arraycopy(raw, 0, encoded, ED25519_PREFIX.length, raw.length);
        return encoded;
    }
}
