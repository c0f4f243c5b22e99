package io.tidings.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What the profile {@code dev} runs before {@code quarkus:dev} reads its settings: starts PostgreSQL and Kafka, writes
 * their addresses to {@code target/dev/services.properties} and returns. Their leashes hang on Maven's JVM.
 */
public final class Dev {

    private Dev() {}

    public static void main(String... args) throws Exception {
        try {
            UpFolder folder = UpFolder.lock("dev");
            EmbeddedKafka kafka = new EmbeddedKafka(folder.resolve("kafka"));
            EmbeddedPostgres postgres = new EmbeddedPostgres(folder.resolve("postgres"), folder.programs());
            Up.say("Starting Kafka and PostgreSQL ...");
            start(kafka, postgres);
            Up.say("  PostgreSQL takes connections at " + postgres.url());
            Up.say("  Kafka takes records at " + kafka.bootstrapServers());
            Path file = folder.resolve("services.properties");
            write(file, settings(folder, postgres, kafka));
            Up.say("  The operator's secret and the addresses are in " + file);
        } catch (UpFailure failure) {
            Up.say(failure.getMessage());
            System.exit(1);
        }
    }

    private static void start(EmbeddedKafka kafka, EmbeddedPostgres postgres) throws UpFailure {
        try {
            Beside broker = Beside.start(() -> kafka.start());
            postgres.start();
            broker.awaitEnd();
        } catch (IllegalStateException failed) {
            throw UpFailure.of(failed);
        }
    }

    private static Properties settings(UpFolder folder, EmbeddedPostgres postgres, EmbeddedKafka kafka) {
        Properties settings = new Properties();
        settings.setProperty("quarkus.datasource.reactive.url", postgres.url());
        settings.setProperty("quarkus.datasource.username", EmbeddedPostgres.USER);
        settings.setProperty("quarkus.datasource.password", EmbeddedPostgres.PASSWORD);
        settings.setProperty("kafka.bootstrap.servers", kafka.bootstrapServers());
        settings.setProperty("quarkus.otel.sdk.disabled", "true");
        settings.setProperty("tidings.access.operator.id", UpFolder.OPERATOR);
        settings.setProperty("tidings.access.operator.secret", folder.operatorSecret());
        settings.setProperty("tidings.access.open-enrolment", "true");
        settings.setProperty("tidings.catalog.embedded", "true");
        return settings;
    }

    private static void write(Path file, Properties settings) {
        Daemon.writeSecret(file, "");
        try (Writer writer = Files.newBufferedWriter(file)) {
            settings.store(writer, "made by io.tidings.embedded.Dev at each start");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
