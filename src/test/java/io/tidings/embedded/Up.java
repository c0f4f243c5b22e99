package io.tidings.embedded;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * What {@code ./mvnw -Pup} runs: starts PostgreSQL and Kafka, then the packaged program as anyone would, and says how to
 * use it. Ends, all of it and in order, with the JVM it runs in; a killed JVM is noticed by the leashes.
 */
public final class Up {

    private final UpFolder folder;
    private final EmbeddedPostgres postgres;
    private final EmbeddedKafka kafka;
    private final Program program;
    private volatile boolean stopping;

    private Up(UpFolder folder) {
        this.folder = folder;
        this.postgres = new EmbeddedPostgres(folder.resolve("postgres"), folder.programs());
        this.kafka = new EmbeddedKafka(folder.resolve("kafka"));
        this.program = new Program(folder);
    }

    public static void main(String... args) throws Exception {
        try {
            UpFolder folder = UpFolder.lock("up");
            Up up = new Up(folder);
            // one whose launcher was killed finishes what it has begun, and holds its port until then
            up.program.stop();
            UpPorts ports = UpPorts.choose();
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(up::stop));
            up.start(ports);
            Demo.startWhenAsked(up.kafka.bootstrapServers());
            int status = up.program.awaitEnd();
            if (up.stopping) {
                return;
            }
            throw new UpFailure(
                    "The program ended by itself with status " + status + "; its log is " + up.program.log());
        } catch (UpFailure failure) {
            say(failure.getMessage());
            // not by an exception: Maven would bury the sentence under its own
            System.exit(1);
        }
    }

    private void start(UpPorts ports) throws Exception {
        Instant begin = Instant.now();
        startServices(begin);
        say("Starting Tidings ...");
        program.start(postgres, kafka, ports);
        program.awaitReady(ports);
        sayTimed("Tidings is ready", begin);
        UpSample.writeTo(folder);
        folder.writeEnvironment(ports, postgres, kafka);
        say(UpNotice.of(folder, ports));
    }

    private void startServices(Instant begin) throws UpFailure {
        say("Starting Kafka and PostgreSQL ...");
        try {
            Beside broker = Beside.start(() -> {
                Leash leash = kafka.startLeashed();
                program.leashes().add(leash);
                sayTimed("Kafka takes records at " + kafka.bootstrapServers(), begin);
            });
            program.leashes().add(postgres.startLeashed());
            sayTimed("PostgreSQL takes connections at " + postgres.url(), begin);
            broker.awaitEnd();
        } catch (IllegalStateException failed) {
            throw UpFailure.of(failed);
        }
    }

    /** The service first, so that it can finish what it has begun; then what it needs for that. */
    private void stop() {
        stopping = true;
        say("");
        say("Stopping ...");
        folder.removeEnvironment();
        program.stop();
        kafka.stop();
        postgres.stop();
        say("Stopped. What was stored stays in " + folder.path());
    }

    private static void sayTimed(String what, Instant begin) {
        double seconds = Duration.between(begin, Instant.now()).toMillis() / 1000.0;
        say(String.format(Locale.ROOT, "  %s (%.1f s)", what, seconds));
    }

    static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
