package io.tidings.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script alone, with a shell for a child: what holds the other end of its pipe is this test, which lets go of it. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LeashTest {

    private static final Path SCRIPT = Path.of("src", "test", "resources", "io", "tidings", "embedded", "leash.sh");

    @TempDir
    Path folder;

    private final List<ProcessHandle> started = new ArrayList<>();

    @AfterEach
    void endAll() {
        started.forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void childEndsWithWhoeverHoldsTheLeash() throws Exception {
        Process leash = leash("sleep", "600");
        ProcessHandle child = child();
        leash.getOutputStream().close();
        child.onExit().get(30, TimeUnit.SECONDS);
        assertThat(leash.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void childEndsOnlyAfterTheOneThatNeedsIt() throws Exception {
        Process other = process("sleep", "1");
        Path found = folder.resolve("found");
        Process leash = leash(
                "sh",
                "-c",
                "trap 'kill -0 " + other.pid() + " && echo early >" + found + " || echo late >" + found
                        + "; exit 0' TERM; echo >" + folder.resolve("ready") + "; while :; do sleep 0.02; done");
        Awaitility.await().until(() -> Files.exists(folder.resolve("ready")));
        leash.getOutputStream().write(("after " + other.pid() + "\n").getBytes(StandardCharsets.US_ASCII));
        leash.getOutputStream().close();
        assertThat(leash.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(found).strip()).isEqualTo("late");
    }

    @Test
    void terminalsCtrlCDoesNotReachTheChild_andATerminationDoes() throws Exception {
        Process leash = leash("sleep", "600");
        ProcessHandle child = child();
        process("kill", "-INT", Long.toString(leash.pid())).waitFor();
        leash.destroy();
        // TERM, and not INT, is what ended it
        assertThat(leash.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(leash.exitValue()).isEqualTo(128 + 15);
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void statusIsTheChilds() throws Exception {
        Process leash = leash("sh", "-c", "exit 7");
        assertThat(leash.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(leash.exitValue()).isEqualTo(7);
    }

    private Process leash(String... child) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("sh", SCRIPT.toString(), pidFile().toString(), "TERM"));
        command.addAll(List.of(child));
        return process(command.toArray(String[]::new));
    }

    private Process process(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        started.add(process.toHandle());
        return process;
    }

    private Path pidFile() {
        return folder.resolve("child.pid");
    }

    private ProcessHandle child() {
        ProcessHandle child = Awaitility.await()
                .ignoreExceptions()
                .until(
                        () -> ProcessHandle.of(Long.parseLong(
                                        Files.readString(pidFile()).strip()))
                                .orElseThrow(),
                        ProcessHandle::isAlive);
        started.add(child);
        return child;
    }
}
