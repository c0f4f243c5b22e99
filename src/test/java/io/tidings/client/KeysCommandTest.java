package io.tidings.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.trust.KeyFile;
import io.tidings.trust.Scheme;
import io.tidings.trust.TopRole;
import io.tidings.trust.TrustRoot;
import io.tidings.trust.TufFixture;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A ceremony as people would hold it, command by command. */
class KeysCommandTest {

    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();

    @BeforeEach
    void passphrase() throws IOException {
        Files.writeString(folder.resolve("passphrase"), "correct horse battery\n");
    }

    @Test
    void twoPeopleAgreeOnARootAndLaterReplaceAStolenKey() throws IOException {
        firstRoot();
        assertThat(run("show", at("1.root.json"))).isZero();

        var fresh = create("online-2");
        assertThat(run(
                        "revoke",
                        at("1.root.json"),
                        at("2.root.json"),
                        keyIdOf("online"),
                        "--replacement",
                        at("online-2.pub.pem")))
                .isZero();
        sign("2.root.json", "alice");
        assertThat(run("show", at("1.root.json"), at("2.root.json"))).isEqualTo(1);
        sign("2.root.json", "bob");
        assertThat(run("show", at("1.root.json"), at("2.root.json"))).isZero();
        assertThat(said).asString().contains(fresh);
        var roots = List.of(Files.readAllBytes(folder.resolve("2.root.json")));
        assertThat(TrustRoot.follow(Files.readAllBytes(folder.resolve("1.root.json")), roots)
                        .metadata()
                        .version())
                .isEqualTo(2);
    }

    @Test
    void aKeyOfTheRootIsRotated() throws IOException {
        firstRoot();
        create("carol");
        assertThat(run(
                        "rotate",
                        at("1.root.json"),
                        at("2.root.json"),
                        "--add",
                        "ROOT=" + at("carol.pub.pem"),
                        "--remove",
                        "ROOT=" + keyIdOf("alice")))
                .isZero();
        sign("2.root.json", "alice");
        sign("2.root.json", "bob");
        assertThat(run("show", at("1.root.json"), at("2.root.json"))).isEqualTo(1);
        sign("2.root.json", "carol");
        assertThat(run("show", at("1.root.json"), at("2.root.json"))).isZero();
    }

    @Test
    void severalKeysOfOneRoleAreRotatedAtOnce() throws IOException {
        firstRoot();
        create("carol");
        create("dave");
        assertThat(run(
                        "rotate",
                        at("1.root.json"),
                        at("2.root.json"),
                        "--add",
                        "ROOT=" + at("carol.pub.pem"),
                        "--add",
                        "root=" + at("dave.pub.pem"),
                        "--remove",
                        "ROOT=" + keyIdOf("alice"),
                        "--remove",
                        "ROOT=" + keyIdOf("bob")))
                .isZero();
        assertThat(Ceremony.root(folder.resolve("2.root.json"))
                        .metadata()
                        .of(TopRole.ROOT)
                        .keyIds())
                .containsExactlyInAnyOrder(keyIdOf("carol"), keyIdOf("dave"));
        for (var broken : List.of("nobody=" + at("carol.pub.pem"), "carol", "=")) {
            assertThat(run("rotate", at("1.root.json"), at("3.root.json"), "--add", broken))
                    .isEqualTo(2);
        }
    }

    @Test
    void aRoleThatNobodyCouldSignForIsNotDrafted() throws IOException {
        firstRoot();
        assertThat(run("revoke", at("1.root.json"), at("2.root.json"), keyIdOf("online")))
                .isEqualTo(1);
        assertThat(folder.resolve("2.root.json")).doesNotExist();
    }

    @Test
    void aMadeKeyOpensAndIsNeverOverwritten() throws IOException {
        assertThat(run("create", at("alice"), "--passphrase-file", at("passphrase"), "--scheme", "ECDSA_P256"))
                .isZero();
        var made = Files.readString(folder.resolve("alice.pem"));
        assertThat(new KeyFile(made)
                        .open("correct horse battery".toCharArray())
                        .key()
                        .keyId())
                .isEqualTo(keyIdOf("alice"));
        assertThat(said).asString().contains(keyIdOf("alice"));

        assertThat(run("create", at("alice"), "--passphrase-file", at("passphrase")))
                .isEqualTo(1);
        assertThat(folder.resolve("alice.pem")).hasContent(made);

        Files.writeString(folder.resolve("bob.pem"), "bob's own");
        assertThat(run("create", at("bob"), "--passphrase-file", at("passphrase")))
                .isEqualTo(1);
        assertThat(folder.resolve("bob.pem")).hasContent("bob's own");
        assertThat(folder.resolve("bob.pub.pem")).doesNotExist();
    }

    @Test
    void aShortPassphraseIsRefused() throws IOException {
        Files.writeString(folder.resolve("passphrase"), "short\n");
        assertThat(run("create", at("alice"), "--passphrase-file", at("passphrase")))
                .isEqualTo(1);
    }

    @Test
    void wrongUsageIsSaid() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("sign", "x")).isEqualTo(2);
        assertThat(run("show", at("nothing.json"))).isEqualTo(1);
    }

    private void firstRoot() throws IOException {
        for (var name : List.of("alice", "bob", "online", "targets")) {
            create(name);
        }
        assertThat(run(
                        "root",
                        at("1.root.json"),
                        "--root",
                        at("alice.pub.pem"),
                        "--root",
                        at("bob.pub.pem"),
                        "--online",
                        at("online.pub.pem"),
                        "--targets",
                        at("targets.pub.pem")))
                .isZero();
        assertThat(run("show", at("1.root.json"))).isEqualTo(1);
        sign("1.root.json", "alice");
        sign("1.root.json", "bob");
    }

    private String create(String name) throws IOException {
        var file = TufFixture.keyFile(Scheme.ED25519, "correct horse battery".toCharArray());
        Files.writeString(folder.resolve(name + ".pem"), file.text());
        Files.writeString(folder.resolve(name + ".pub.pem"), file.key().toPem());
        return keyIdOf(name);
    }

    private void sign(String root, String name) {
        assertThat(run("sign", at(root), "--key", at(name + ".pem"), "--passphrase-file", at("passphrase")))
                .isZero();
    }

    private String keyIdOf(String name) throws IOException {
        return Ceremony.publicKey(folder.resolve(name + ".pub.pem")).keyId();
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private int run(String... args) {
        var writer = new PrintWriter(said, true);
        return new CommandLine(new KeysCommand()).setOut(writer).setErr(writer).execute(args);
    }
}
