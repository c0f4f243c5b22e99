package io.tidings.access;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tidings.signal.Signals;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Keeps this replica's view of the shared state fresh, and its signing key young: at each signal, and without one every
 * few seconds.
 */
@Singleton
final class KeyRotation {

    private static final int EARLY = 10;

    private final KeyRing keys;
    private final Revocations revocations;
    private final SharedState shared;
    private final AccessSettings.Token settings;
    private final Clock clock;

    KeyRotation(KeyRing keys, Revocations revocations, SharedState shared, AccessSettings settings, Clock clock) {
        this.keys = keys;
        this.revocations = revocations;
        this.shared = shared;
        this.settings = settings.token();
        this.clock = clock;
    }

    /** The first to follow, and so the first to be woken: readiness waits for the keys. */
    void start(@Observes @Priority(EARLY) StartupEvent event, Signals signals) {
        signals.follow(SharedState.CHANNEL, this::refresh);
    }

    /** A new key is published before it signs, so that no replica meets a token whose key is nowhere to be found. */
    Uni<Void> refresh() {
        Instant now = clock.instant();
        return shared.keys(now)
                .invoke(keys::learn)
                .chain(() -> renewKey(now))
                .chain(() -> shared.revokedSince(now.minus(tokenLife())))
                .invoke(revocations::replace)
                .replaceWithVoid();
    }

    private Uni<Void> renewKey(Instant now) {
        if (!keys.wantsNewKey(now)) {
            return Uni.createFrom().voidItem();
        }
        SigningKey fresh = SigningKey.generate(now, settings.keyLifetime(), tokenLife());
        return shared.forget(now, tokenLife())
                .chain(() -> shared.publish(fresh.published()))
                .invoke(() -> keys.signWith(fresh));
    }

    private Duration tokenLife() {
        return settings.lifetime().plus(settings.skew().multipliedBy(2));
    }
}
