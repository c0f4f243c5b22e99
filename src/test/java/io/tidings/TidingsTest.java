package io.tidings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * The program as a child process whose class path holds nothing but our classes and picocli: what works there cannot have
 * started a container.
 */
class TidingsTest {

    private record Ended(int code, String output) {}

    @Test
    void helpNamesTheCommands() throws Exception {
        Ended help = run("--help");
        assertThat(help.code()).isZero();
        assertThat(help.output()).contains("Usage: tidings", "serve");
    }

    @Test
    void everyCommandHasHelp() throws Exception {
        for (String command : Tidings.commandLine().getSubcommands().keySet()) {
            assertThat(run(command, "--help").code()).as(command).isZero();
        }
    }

    @Test
    void versionSaysWhichProgramThisIs() throws Exception {
        Ended version = run("--version");
        assertThat(version.code()).isZero();
        assertThat(version.output())
                .containsPattern("tidings \\d+\\.\\d+\\.\\d+")
                .contains("commit ", "built 20");
    }

    @Test
    void wrongUsageHasACodeOfItsOwn() throws Exception {
        assertThat(run("--no-such-option").code()).isEqualTo(2);
        assertThat(run("no-such-command").code()).isEqualTo(2);
        assertThat(run("serve", "--no-such-option").code()).isEqualTo(2);
    }

    private static Ended run(String... arguments) throws IOException, InterruptedException, URISyntaxException {
        Path picocli = Path.of(CommandLine.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Path.of("target", "classes") + File.pathSeparator + picocli,
                Tidings.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
