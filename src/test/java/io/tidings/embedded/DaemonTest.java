package io.tidings.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a start finds in the folder of the one before, which may have been killed at any moment. */
class DaemonTest {

    private static final String PROJECT = "io.tidings.project";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "80x"})
    void numbersThatWereCutOffAreNone(String left) throws Exception {
        Files.writeString(folder.resolve("trial.pid"), left);
        Files.writeString(folder.resolve("use.port"), left);
        Daemon daemon = new Daemon("trial", folder);
        assertThat(daemon.process()).isEmpty();
        assertThat(daemon.choosePort("use")).isPositive().isEqualTo(daemon.port("use"));
    }

    @Test
    void secretThatWasCutOffIsMadeAnew_andThenKept() throws Exception {
        Path file = Files.createFile(folder.resolve("operator-secret"));
        String secret = UpFolder.operatorSecret(file);
        assertThat(secret).hasSizeGreaterThan(40).isEqualTo(UpFolder.operatorSecret(file));
    }

    @Test
    void portIsKept() {
        Daemon daemon = new Daemon("trial", folder);
        assertThat(daemon.choosePort("use")).isEqualTo(daemon.choosePort("use"));
    }

    @Test
    void processOfAnotherFolderIsNotOurs() throws Exception {
        String ours = Long.toString(ProcessHandle.current().pid());
        Files.writeString(folder.resolve("trial.pid"), ours);
        assertThat(new Daemon("trial", folder).process()).isEmpty();
    }

    @Test
    void secretsAreForTheEyesOfTheirOwnerOnly() throws Exception {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
        EmbeddedPostgres postgres = new EmbeddedPostgres(folder, folder);
        new Daemon("postgres", folder).choosePort("postgres");
        EmbeddedKafka kafka = new EmbeddedKafka(folder);
        new Daemon("kafka", folder).choosePort("kafka");
        String project = System.getProperty(PROJECT, "");
        System.setProperty(PROJECT, folder.toString());
        try {
            UpFolder up = UpFolder.lock("up");
            up.writeEnvironment(new UpPorts(8080, 9000), postgres, kafka);
            assertThat(Files.readString(up.resolve("env"))).contains(up.operatorSecret());
            for (String name : List.of("env", "operator-secret")) {
                assertThat(Files.getPosixFilePermissions(up.resolve(name)))
                        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
            }
        } finally {
            System.setProperty(PROJECT, project);
        }
    }
}
