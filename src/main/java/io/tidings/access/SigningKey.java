package io.tidings.access;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;

/** A key pair of this process. The private half never leaves its memory; the public half is published to all replicas. */
record SigningKey(PrivateKey key, VerificationKey published, Instant signsUntil) {

    /** The fixed-length form of the signature that JOSE wants. */
    static final String ALGORITHM = "SHA256withECDSAinP1363Format";

    static SigningKey generate(Instant now, Duration signsFor, Duration outlivedBy) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            Instant signsUntil = now.plus(signsFor);
            VerificationKey published = VerificationKey.of(pair.getPublic(), now, signsUntil.plus(outlivedBy));
            return new SigningKey(pair.getPrivate(), published, signsUntil);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    byte[] sign(byte[] bytes) {
        try {
            Signature signer = Signature.getInstance(ALGORITHM);
            signer.initSign(key);
            signer.update(bytes);
            return signer.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String toString() {
        return "SigningKey[" + published.kid() + "]";
    }
}
