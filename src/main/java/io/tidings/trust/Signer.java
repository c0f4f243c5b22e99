package io.tidings.trust;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;

/**
 * A private key that signs, with the public one that verifies. The private key may live elsewhere: the platform picks
 * the provider by the key, so one from a PKCS#11 token or a key service's provider needs nothing here.
 */
public final class Signer {

    private static final byte[] PROBE = {1, 2, 3};

    private final VerificationKey key;
    private final PrivateKey secret;

    private Signer(VerificationKey key, PrivateKey secret) {
        this.key = key;
        this.secret = secret;
    }

    /** Refuses two keys that are not a pair: better now than in metadata that nobody can verify. */
    public static Signer of(VerificationKey key, PrivateKey secret) {
        var signer = new Signer(key, secret);
        if (!key.verifies(PROBE, signer.sign(PROBE).bytes())) {
            throw new IllegalArgumentException("the private key and the public key are not a pair");
        }
        return signer;
    }

    public VerificationKey key() {
        return key;
    }

    public Signature sign(byte[] message) {
        try {
            var signing = java.security.Signature.getInstance(key.scheme().signatureAlgorithm());
            signing.initSign(secret);
            signing.update(message);
            return Signature.of(key.keyId(), signing.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key " + key.keyId() + " cannot sign", e);
        }
    }
}
