package io.tidings.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A server that speaks S3 and that nobody here wrote (s3proxy), over a folder, as a process of its own: it takes no request
 * whose signature is wrong, and makes one object of an upload in parts. It ends with the JVM.
 */
public final class EmbeddedS3 {

    public static final String KEY = "trial-key";
    public static final String SECRET = "trial-secret";

    private static final Path PROGRAM = Path.of("target", "s3proxy", "s3proxy.jar");

    private final Daemon daemon;

    private EmbeddedS3(Path folder) {
        this.daemon = new Daemon("s3", folder);
    }

    /** That of this test run; started by whoever asks first. */
    public static synchronized EmbeddedS3 running() {
        // beside those of EmbeddedServices, which removes what earlier runs have left
        EmbeddedS3 one = new EmbeddedS3(
                Path.of("target", "embedded", "run-" + ProcessHandle.current().pid(), "s3"));
        if (one.daemon.process().isEmpty()) {
            one.start();
        }
        return one;
    }

    public String url() {
        return "http://127.0.0.1:" + daemon.port("s3");
    }

    private void start() {
        int port = daemon.choosePort("s3");
        Path data = daemon.folder.resolve("data");
        Daemon.write(data.resolve(".here"), "");
        Path settings = daemon.folder.resolve("s3proxy.conf");
        Daemon.write(
                settings,
                """
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.authorization=aws-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.provider=filesystem-nio2
                jclouds.filesystem.basedir=%s
                """
                        .formatted(port, KEY, SECRET, data));
        Leash leash = Leash.start(
                daemon,
                "TERM",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        PROGRAM.toAbsolutePath().toString(),
                        "--properties",
                        settings.toString()),
                Map.of());
        daemon.awaitReady(leash, () -> !Daemon.isFree(port));
    }
}
