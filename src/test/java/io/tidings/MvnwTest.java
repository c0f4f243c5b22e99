package io.tidings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code mvnw} in a made-up home, with JDKs and Mavens that are shell scripts and tell who called them. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class MvnwTest {

    private static final String TELL_JDK = "#!/bin/sh\necho ran with $JAVA_HOME and $*\n";

    @TempDir
    Path home;

    private Path path;
    private Path project;
    private Path archive;

    @BeforeEach
    void aProjectAndAnEmptyHome() throws Exception {
        path = Files.createDirectories(home.resolve("path"));
        // as some people call their folders
        project = Files.createDirectories(home.resolve("my project"));
        Files.createDirectories(project.resolve(".mvn/wrapper"));
        Files.copy(Path.of("mvnw"), project.resolve("mvnw"));
        archive = home.resolve("apache-maven-9.9.9-bin.tar.gz");
        Path bin = Files.createDirectories(home.resolve("made/apache-maven-9.9.9/bin"));
        script(bin.resolve("mvn"), TELL_JDK);
        assertThat(execute(
                                List.of("tar", "-czf", archive.toString(), "-C", home + "/made", "apache-maven-9.9.9"),
                                Map.of())
                        .status())
                .isZero();
        jdk(home.resolve(".jdks/newer"), 98);
        jdk(home.resolve(".jdks/newest"), 99);
        // so that no Maven and no JDK of this machine is found first
        script(path.resolve("java"), "#!/bin/sh\nexit 1\n");
        script(path.resolve("mvn"), "#!/bin/sh\nexit 1\n");
        settings("97", sumOf(archive));
    }

    @Test
    void jdkOfJavaHomeIsTaken() throws Exception {
        Path mine = jdk(home.resolve("mine"), 97);
        assertThat(mvnw(Map.of("JAVA_HOME", mine.toString())).output()).contains("ran with " + mine + " and");
    }

    @Test
    void jdkOnPathIsTaken_whenJavaHomeIsTooOld() throws Exception {
        Path old = jdk(home.resolve("old"), 17);
        Path mine = jdk(home.resolve("mine"), 97);
        script(path.resolve("java"), "#!/bin/sh\necho '    java.home = " + mine + "' >&2\n");
        assertThat(mvnw(Map.of("JAVA_HOME", old.toString())).output()).contains("ran with " + mine + " and");
    }

    @Test
    void newestInstalledJdkIsTaken_whenJavaOnPathIsTooOld() throws Exception {
        Path old = jdk(home.resolve("old"), 17);
        script(path.resolve("java"), "#!/bin/sh\necho '    java.home = " + old + "' >&2\n");
        assertThat(mvnw(Map.of()).output()).contains("ran with " + home.resolve(".jdks/newest") + " and");
    }

    @Test
    void runtimeWithoutCompilerIsPassedOver() throws Exception {
        Files.delete(home.resolve(".jdks/newest/bin/javac"));
        assertThat(mvnw(Map.of()).output()).contains("ran with " + home.resolve(".jdks/newer") + " and");
    }

    @Test
    void withoutJdkOneLineSaysWhatToInstall() throws Exception {
        settings("1000", sumOf(archive));
        Run run = mvnw(Map.of());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output()).isEqualTo("mvnw: install a JDK 1000 or later, or point JAVA_HOME at one\n");
    }

    @Test
    void argumentsReachMavenUnchanged() throws Exception {
        assertThat(mvnw(Map.of(), "-Dname=two words", "verify").output()).contains("and -Dname=two words verify");
    }

    @Test
    void mavenOnPathIsTaken_fromThreeNineOn() throws Exception {
        script(path.resolve("mvn"), "#!/bin/sh\n[ \"$1\" = -v ] && echo Apache Maven 3.9.0 || echo mine was asked\n");
        assertThat(mvnw(Map.of()).output()).isEqualTo("mine was asked\n");
    }

    @Test
    void olderMavenFetchesThePinnedOne() throws Exception {
        // -v answers with a version; dependency:copy puts the archive where it is told
        script(
                path.resolve("mvn"),
                """
                #!/bin/sh
                [ "$1" = -v ] && echo Apache Maven 3.8.7 && exit
                for argument; do
                    case $argument in -DoutputDirectory=*) cp '%s' "${argument#*=}";; esac
                done
                """
                        .formatted(archive));
        Files.copy(archive, home.resolve("elsewhere"));
        settings("97", sumOf(archive), "file:///nowhere/apache-maven-9.9.9-bin.tar.gz");
        assertThat(mvnw(Map.of()).output())
                .contains("letting it fetch Maven 9.9.9")
                .contains("ran with");
        assertThat(mvnw(Map.of()).output()).startsWith("ran with");
    }

    @Test
    void downloadIsTheLastResort_andIsKept() throws Exception {
        assertThat(mvnw(Map.of()).output()).contains("fetching Maven 9.9.9").contains("ran with");
        assertThat(mvnw(Map.of()).output()).startsWith("ran with");
    }

    @Test
    void repositoryOfTheEnvironmentIsAskedInstead() throws Exception {
        Path repository = home.resolve("repository/org/apache/maven/apache-maven/9.9.9");
        Files.createDirectories(repository);
        Files.move(archive, repository.resolve(archive.getFileName()));
        assertThat(mvnw(Map.of("MVNW_REPOURL", "file://" + home + "/repository/"))
                        .output())
                .contains("ran with");
    }

    @Test
    void wrongChecksumIsRefused_andNothingIsKept() throws Exception {
        settings("97", "0".repeat(128));
        Run run = mvnw(Map.of());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output()).endsWith("mvnw: the checksum of Maven 9.9.9 is wrong: not used\n");
        assertThat(kept()).isEmpty();
    }

    @Test
    void twoAtOnceDoNoHarm() throws Exception {
        List<Thread> both = new ArrayList<>();
        List<Run> runs = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 2; i++) {
            both.add(Thread.ofPlatform().start(() -> runs.add(mvnw(Map.of()))));
        }
        for (Thread thread : both) {
            thread.join();
        }
        assertThat(runs).hasSize(2).allSatisfy(run -> assertThat(run.output()).contains("ran with"));
        assertThat(kept()).hasSize(1);
    }

    private record Run(int status, String output) {}

    private Run mvnw(Map<String, String> environment, String... arguments) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("HOME", home.toString());
        all.put("PATH", path + ":" + System.getenv("PATH"));
        List<String> command =
                new ArrayList<>(List.of("sh", project.resolve("mvnw").toString()));
        command.addAll(List.of(arguments));
        return execute(command, all);
    }

    private static Run execute(List<String> command, Map<String, String> environment) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().keySet().removeAll(List.of("JAVA_HOME", "MAVEN_USER_HOME", "MVNW_REPOURL"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Run(process.waitFor(), output);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> dists = Files.list(home.resolve(".m2/wrapper/dists/apache-maven-9.9.9"))) {
            return dists.toList();
        }
    }

    private void settings(String release, String sum) throws IOException {
        settings(release, sum, "file://" + archive);
    }

    private void settings(String release, String sum, String url) throws IOException {
        Files.writeString(
                project.resolve(".mvn/wrapper/maven-wrapper.properties"),
                """
                javaRelease=%s
                distributionUrl=%s
                distributionSha512Sum=%s
                """
                        .formatted(release, url, sum));
    }

    private static Path jdk(Path folder, int release) throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        script(folder.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(folder.resolve("release"), "IMPLEMENTOR=\"us\"\nJAVA_VERSION=\"" + release + ".0.1\"\n");
        return folder;
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static String sumOf(Path file) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file));
        return HexFormat.of().formatHex(digest);
    }
}
