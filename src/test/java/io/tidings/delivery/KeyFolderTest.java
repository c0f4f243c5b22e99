package io.tidings.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFolderTest {

    private static final char[] PASSPHRASE = "only for this test".toCharArray();

    @TempDir
    Path folder;

    @Test
    void secretsThatAreMadeAreForTheirOwnerAlone() throws IOException {
        assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
        new KeyFolder(folder, PASSPHRASE).makeMissing();
        KeyFolder.writeSecret(folder.resolve("passphrase"), "secret");
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> secrets =
                    files.filter(file -> !file.toString().endsWith(".json")).toList();
            assertThat(secrets).hasSize(4).allSatisfy(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
        }
    }
}
