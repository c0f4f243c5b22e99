package io.tidings.trust;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;

/**
 * The text of a key file: an encrypted PKCS#8 private key and, after it, its public key, both in PEM. It reads what
 * {@code openssl pkcs8 -topk8} and {@code openssl pkey -pubout} write one after the other.
 */
public record KeyFile(String text) {

    /** Nothing older is opened: no RC2, no DES, no SHA-1. */
    private static final Pattern STRONG = Pattern.compile("PBEWithHmacSHA(256|384|512)AndAES_(128|256)");

    private static final String OURS = "PBEWithHmacSHA256AndAES_256";
    private static final int SALT_BYTES = 16;
    private static final int IV_BYTES = 16;

    /** What OWASP asks of PBKDF2 with SHA-256 (2023): some tenths of a second for each guess. */
    private static final int ITERATIONS = 600_000;

    /** A new key that only the passphrase opens. */
    public static KeyFile create(Scheme scheme, char[] passphrase) {
        return create(scheme, passphrase, ITERATIONS);
    }

    static KeyFile create(Scheme scheme, char[] passphrase, int iterations) {
        try {
            var pair = scheme.generator().generateKeyPair();
            var sealed = seal(pair.getPrivate().getEncoded(), passphrase, iterations);
            return new KeyFile(Pem.write(Pem.ENCRYPTED, sealed)
                    + VerificationKey.of(pair.getPublic()).toPem());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot make a key for " + scheme, e);
        }
    }

    public VerificationKey key() {
        return VerificationKey.fromPem(text);
    }

    /** A wrong passphrase, a weak cipher and a public key of another pair are an {@link IllegalArgumentException}. */
    public Signer open(char[] passphrase) {
        var key = key();
        try {
            var sealed = new EncryptedPrivateKeyInfo(Pem.read(Pem.ENCRYPTED, text));
            // getAlgName says only PBES2; the parameters know which cipher and hash that is
            var algorithm = sealed.getAlgParameters().toString();
            if (!STRONG.matcher(algorithm).matches()) {
                throw new IllegalArgumentException(
                        "the key is sealed with " + algorithm + ", which is not strong enough");
            }
            var cipher = Cipher.getInstance(algorithm);
            cipher.init(Cipher.DECRYPT_MODE, secret(algorithm, passphrase), sealed.getAlgParameters());
            var secret = KeyFactory.getInstance(key.scheme().keyAlgorithm()).generatePrivate(sealed.getKeySpec(cipher));
            return Signer.of(key, secret);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("the key file does not open with this passphrase", e);
        }
    }

    /** Never the text: key files must not end in a log. */
    @Override
    public String toString() {
        return "KeyFile[" + key().keyId() + "]";
    }

    private static byte[] seal(byte[] secret, char[] passphrase, int iterations)
            throws GeneralSecurityException, IOException {
        var random = new SecureRandom();
        var salt = bytes(random, SALT_BYTES);
        var iv = bytes(random, IV_BYTES);
        var cipher = Cipher.getInstance(OURS);
        var parameters = new PBEParameterSpec(salt, iterations, new IvParameterSpec(iv));
        cipher.init(Cipher.ENCRYPT_MODE, secret(OURS, passphrase), parameters);
        // the platform has an object identifier for PBES2 only, not for the cipher inside it
        var pbes2 = AlgorithmParameters.getInstance("PBES2");
        pbes2.init(cipher.getParameters().getEncoded());
        return new EncryptedPrivateKeyInfo(pbes2, cipher.doFinal(secret)).getEncoded();
    }

    private static SecretKey secret(String algorithm, char[] passphrase) throws GeneralSecurityException {
        var spec = new PBEKeySpec(passphrase);
        try {
            return SecretKeyFactory.getInstance(algorithm).generateSecret(spec);
        } finally {
            spec.clearPassword();
        }
    }

    private static byte[] bytes(SecureRandom random, int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
