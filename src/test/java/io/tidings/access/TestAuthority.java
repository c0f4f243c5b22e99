package io.tidings.access;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** A certificate authority of the tests, which issues key stores for servers and clients by the JDK's keytool. */
final class TestAuthority {

    static final String PASSWORD = "changeit";

    private final Path folder;

    private TestAuthority(Path folder) {
        this.folder = folder;
    }

    /** The one whose certificate that is. */
    static TestAuthority in(Path certificates) {
        return new TestAuthority(Objects.requireNonNull(certificates.getParent()));
    }

    static TestAuthority found() throws Exception {
        TestAuthority authority = new TestAuthority(
                Files.createTempDirectory(Files.createDirectories(Path.of("target", "certificates")), "authority"));
        authority.generate("authority", "-ext", "bc:c");
        authority.keytool(
                "authority", "-exportcert", "-alias", "key", "-rfc", "-file", authority.path("authority.pem"));
        authority.keytool(
                "trusted", "-importcert", "-noprompt", "-alias", "a", "-file", authority.path("authority.pem"));
        return authority;
    }

    /** A key store with a new key and its certificate; names are written as {@code dns:…,uri:…}. */
    Path issue(String store, String names, String purpose) throws Exception {
        String subject = "CN=" + store;
        generate(store);
        keytool(store, "-certreq", "-alias", "key", "-file", path(store + ".csr"));
        List<String> gencert = new ArrayList<>(List.of("-gencert", "-alias", "key", "-infile", path(store + ".csr")));
        gencert.addAll(List.of("-outfile", path(store + ".pem"), "-rfc", "-dname", subject, "-validity", "2"));
        gencert.addAll(List.of("-ext", "eku=" + purpose));
        if (!names.isEmpty()) {
            gencert.addAll(List.of("-ext", "san=" + names));
        }
        keytool("authority", gencert.toArray(String[]::new));
        Files.writeString(
                folder.resolve("chain.pem"),
                Files.readString(folder.resolve(store + ".pem")) + Files.readString(folder.resolve("authority.pem")));
        keytool(store, "-importcert", "-noprompt", "-alias", "key", "-file", path("chain.pem"));
        return folder.resolve(store + ".p12");
    }

    Path certificates() {
        return folder.resolve("authority.pem");
    }

    Path trusted() {
        return folder.resolve("trusted.p12");
    }

    static KeyStore load(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(file)) {
            store.load(bytes, PASSWORD.toCharArray());
        }
        return store;
    }

    /** As a proxy passes it on in {@code Client-Cert}. */
    static String field(Path store) throws Exception {
        Certificate certificate = load(store).getCertificate("key");
        return ":" + Base64.getEncoder().encodeToString(certificate.getEncoded()) + ":";
    }

    private void generate(String store, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of("-genkeypair", "-alias", "key", "-keyalg", "EC"));
        words.addAll(List.of("-groupname", "secp256r1", "-dname", "CN=" + store, "-validity", "2"));
        words.addAll(List.of(more));
        keytool(store, words.toArray(String[]::new));
    }

    private String path(String file) {
        return folder.resolve(file).toString();
    }

    private void keytool(String store, String... words) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(words));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", path(store + ".p12"), "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }
}
