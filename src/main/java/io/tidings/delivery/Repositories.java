package io.tidings.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.tidings.trust.SignedRepository;
import io.tidings.trust.Untrusted;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The two signed repositories of this replica. Their keys are opened beside the start, for it takes seconds; a service
 * whose keys do not fit its roots ends. Without keys there is nothing to be had here, and the rest goes on.
 */
@Singleton
class Repositories {

    private static final Logger LOG = Logger.getLogger(Repositories.class);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final int PASSPHRASE_BYTES = 32;

    private final DeliverySettings.TrustSettings settings;
    private volatile @Nullable Pair open;

    private record Pair(SignedRepository common, SignedRepository personal) {}

    Repositories(DeliverySettings settings) {
        this.settings = settings.trust();
    }

    void start(@Observes StartupEvent event, MeterRegistry registry, Clock clock) {
        settings.folder().ifPresent(folder -> {
            countDown("common", Pair::common, registry, clock);
            countDown("personal", Pair::personal, registry, clock);
            Infrastructure.getDefaultWorkerPool().execute(() -> tryToOpen(folder));
        });
    }

    private void countDown(String name, Function<Pair, SignedRepository> which, MeterRegistry registry, Clock clock) {
        Gauge.builder("signed.root.left", this, it -> it.secondsLeft(which, clock.instant()))
                .description(
                        "How long the newest root is good: people renew it, and after that nobody believes what is signed")
                .baseUnit("seconds")
                .tag("repository", name)
                .register(registry);
    }

    private double secondsLeft(Function<Pair, SignedRepository> which, Instant now) {
        Pair pair = open;
        return pair == null
                ? Double.NaN
                : Duration.between(now, which.apply(pair).rootExpires()).toSeconds();
    }

    SignedRepository common() {
        return present().common();
    }

    SignedRepository personal() {
        return present().personal();
    }

    /** Nothing is kept of that hierarchy any more. */
    void forget(String hierarchyId) {
        Pair pair = open;
        if (pair != null) {
            pair.personal().forget(hierarchyId);
        }
    }

    private Pair present() {
        Pair pair = open;
        if (pair != null) {
            return pair;
        }
        throw settings.folder().isEmpty()
                ? new Problem(ProblemType.NOT_FOUND, "This service has no keys, so nothing is signed here.")
                : new Problem(ProblemType.UNAVAILABLE, "The keys are being opened.").retryAfter(SOON);
    }

    private void tryToOpen(Path folder) {
        try {
            open = open(folder);
            LOG.infof("What is handed over is signed by the keys in %s", folder);
        } catch (IOException | IllegalArgumentException | Untrusted refused) {
            LOG.errorf("The keys in %s cannot sign: %s", folder, refused);
            Quarkus.asyncExit(1);
        }
    }

    private Pair open(Path folder) throws IOException {
        Path file = settings.passphraseFile().orElse(folder.resolve("passphrase"));
        if (settings.makeKeys() && !Files.exists(file)) {
            byte[] random = new byte[PASSPHRASE_BYTES];
            new SecureRandom().nextBytes(random);
            Files.createDirectories(folder);
            KeyFolder.writeSecret(file, HexFormat.of().formatHex(random));
        }
        char[] passphrase =
                Files.readString(file).lines().findFirst().orElse("").toCharArray();
        return new Pair(open(folder.resolve("common"), passphrase), open(folder.resolve("personal"), passphrase));
    }

    private SignedRepository open(Path folder, char[] passphrase) throws IOException {
        KeyFolder keys = new KeyFolder(folder, passphrase);
        if (settings.makeKeys()) {
            keys.makeMissing();
        }
        return new SignedRepository(keys.open(), settings.rememberedBytes() / 2);
    }
}
