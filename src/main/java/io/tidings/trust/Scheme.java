package io.tidings.trust;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/** The two ways in which we sign, with their names in TUF and in the Java platform. */
public enum Scheme {
    ED25519("ed25519", "ed25519", "Ed25519", "Ed25519"),
    ECDSA_P256("ecdsa", "ecdsa-sha2-nistp256", "EC", "SHA256withECDSA");

    private final String keyType;
    private final String text;
    private final String keyAlgorithm;
    private final String signatureAlgorithm;

    Scheme(String keyType, String text, String keyAlgorithm, String signing) {
        this.keyType = keyType;
        this.text = text;
        this.keyAlgorithm = keyAlgorithm;
        this.signatureAlgorithm = signing;
    }

    /** Whether the same key and bytes always give the same signature, so that replicas agree without talking. */
    boolean deterministic() {
        return this == ED25519;
    }

    String keyType() {
        return keyType;
    }

    String keyAlgorithm() {
        return keyAlgorithm;
    }

    KeyPairGenerator generator() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(keyAlgorithm);
        if (this == ECDSA_P256) {
            generator.initialize(new ECGenParameterSpec("secp256r1"));
        }
        return generator;
    }

    String signatureAlgorithm() {
        return signatureAlgorithm;
    }

    @Override
    public String toString() {
        return text;
    }
}
