package io.tidings.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {

    /** Made by openssl 3.0: genpkey, pkcs8 -topk8 with the passphrase "opensesame", then pkey -pubout. */
    private static final String ED25519_BY_OPENSSL =
            """
            -----BEGIN ENCRYPTED PRIVATE KEY-----
            MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAjFmzxbKzc4uAICCAAw
            DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEA9AOwN3LSTDX2sSDTJ/ingEQN2N
            1Xs4u59e1kRdtk3NIjTiN2rPvljsiAnmKKRSz+WgiRI1B28mChlXn9DCHXqaeAWx
            V7xg2HozOX/nAfWn9yw=
            -----END ENCRYPTED PRIVATE KEY-----
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEADPJbnUiBTfaCU5IgKU/lCYCmM0O/ewRhbgoSU/qsn7Q=
            -----END PUBLIC KEY-----
            """;

    private static final String P256_BY_OPENSSL =
            """
            -----BEGIN ENCRYPTED PRIVATE KEY-----
            MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAhHxd8vV3kT8gICCAAw
            DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEFybWG5GMh+chbKNn1i5DvoEgZDn
            ABVNtmoslRwE6bF3DvMSmobASehbxf7U2NXzpI24fTlwLEJfda4pJbPn30KVk+dR
            Y3OZM0T3U+oMjbYg/WWytbPZCOLgy5vswwXhvVK1KybioK+CDPUph+nN1DswQ/hC
            nB/ToBuXGxL4mD6gr/XcG+unWtwmoqmUEWeWoSyqkYpgy1Hkv2CuuBSAy8d1on0=
            -----END ENCRYPTED PRIVATE KEY-----
            -----BEGIN PUBLIC KEY-----
            MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEr74FEVmlrJhNLJL2DIdfxHrfIOnb
            R9mBw6o1PgZB33x4u8EdA4vuGbM0m0ulEBBCsLacMjM2wve/TuX0DUGa1w==
            -----END PUBLIC KEY-----
            """;

    private static final char[] PASSPHRASE = "opensesame".toCharArray();
    private static final byte[] MESSAGE = "what is said".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @EnumSource
    void aKeyOpensWithItsPassphraseAndSigns(Scheme scheme) {
        var file = KeyFile.create(scheme, PASSPHRASE, 1_000);
        var signature = new KeyFile(file.text()).open(PASSPHRASE).sign(MESSAGE);

        assertThat(signature.keyId()).isEqualTo(file.key().keyId());
        assertThat(file.key().verifies(MESSAGE, signature.bytes())).isTrue();
        assertThat(file.key().verifies("something else".getBytes(StandardCharsets.UTF_8), signature.bytes()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {ED25519_BY_OPENSSL, P256_BY_OPENSSL})
    void aKeyMadeByOpensslOpens(String text) {
        var signer = new KeyFile(text).open(PASSPHRASE);
        assertThat(signer.key().verifies(MESSAGE, signer.sign(MESSAGE).bytes())).isTrue();
    }

    @Test
    void aWrongPassphraseOpensNothing() {
        assertThatThrownBy(() -> new KeyFile(ED25519_BY_OPENSSL).open("sesame".toCharArray()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("passphrase");
    }

    @Test
    void aPublicKeyOfAnotherPairIsNoticed() {
        var other = KeyFile.create(Scheme.ED25519, PASSPHRASE, 1_000).key().toPem();
        var mixed = ED25519_BY_OPENSSL.substring(0, ED25519_BY_OPENSSL.indexOf("-----BEGIN PUBLIC")) + other;
        assertThatThrownBy(() -> new KeyFile(mixed).open(PASSPHRASE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pair");
    }

    @Test
    void aKeyFileNeverPrintsItsText() {
        assertThat(new KeyFile(ED25519_BY_OPENSSL)).asString().doesNotContain("PRIVATE");
    }

    @ParameterizedTest
    @EnumSource
    void aPublicKeySurvivesItsPem(Scheme scheme) {
        var key = TufFixture.newKey(scheme).key();
        assertThat(VerificationKey.fromPem(key.toPem())).isEqualTo(key);
    }

    @Test
    void aBrokenSignatureVerifiesNothing() {
        var key = new KeyFile(P256_BY_OPENSSL).key();
        assertThat(key.verifies(MESSAGE, new Signature(key.keyId(), "not hexadecimal").bytes()))
                .isFalse();
        assertThat(key.verifies(MESSAGE, new byte[] {1, 2, 3})).isFalse();
    }

    @Test
    void aKeyThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new VerificationKey(Scheme.ED25519, "abcd")).isInstanceOf(Untrusted.class);
        assertThatThrownBy(() -> VerificationKey.fromPem("nothing")).isInstanceOf(IllegalArgumentException.class);
    }
}
