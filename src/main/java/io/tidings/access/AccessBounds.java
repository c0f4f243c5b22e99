package io.tidings.access;

import io.quarkus.runtime.StartupEvent;
import io.tidings.setting.Bounds;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;

/**
 * Stops the start when a setting of this room has a value that it cannot work with. What reads a file or a list of its own is
 * made here, too: the first caller would be the one to find it wrong.
 */
@Singleton
final class AccessBounds {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(3_650);
    private static final int SHORTEST_SECRET = 16;
    /** The least with which the framework encrypts a session by the secret itself. */
    private static final int SHORTEST_CLIENT_SECRET = 32;

    private static final int MOST_A_SECOND = 1_000_000;
    private static final int MOST = 1_000_000_000;

    void check(@Observes @Priority(1) StartupEvent event, AccessSettings settings, ClientCertificates certificates) {
        check(settings);
    }

    static void check(AccessSettings settings) {
        Bounds bounds = Bounds.of("access").address("issuer", settings.issuer());
        token(bounds, settings.token());
        secret(bounds, settings.secret());
        operator(bounds, settings.operator());
        oidc(bounds, settings.oidc());
        limit(bounds, settings.limit());
    }

    private static void token(Bounds bounds, AccessSettings.Token token) {
        bounds.lasts("token.lifetime", token.lifetime(), SECOND, DAY)
                .lasts("token.skew", token.skew(), Duration.ZERO, Duration.ofMinutes(5))
                .lasts("token.key-lifetime", token.keyLifetime(), Duration.ofMinutes(1), LONGEST)
                .whole("token.remembered", token.remembered(), 1, MOST);
    }

    private static void secret(Bounds bounds, AccessSettings.SecretLife secret) {
        bounds.lasts("secret.lifetime", secret.lifetime(), Duration.ofMinutes(1), LONGEST)
                .lasts("secret.grace", secret.grace(), Duration.ZERO, LONGEST)
                .lasts("secret.notice", secret.notice(), Duration.ZERO, LONGEST);
    }

    private static void operator(Bounds bounds, AccessSettings.Operator operator) {
        boolean isWhole = operator.id().isPresent() == operator.secret().isPresent();
        bounds.require(isWhole, "operator.secret", "set together with operator.id")
                .require(
                        operator.secret().orElse("-".repeat(SHORTEST_SECRET)).length() >= SHORTEST_SECRET,
                        "operator.secret",
                        "at least " + SHORTEST_SECRET + " characters long")
                .require(
                        operator.roles().stream()
                                .map(String::strip)
                                .allMatch(Set.of("viewer", "publisher", "admin")::contains),
                        "operator.roles",
                        "of viewer, publisher and admin, not " + String.join(", ", operator.roles()));
    }

    private static void oidc(Bounds bounds, AccessSettings.Oidc oidc) {
        oidc.issuer().ifPresent(issuer -> bounds.address("oidc.issuer", issuer));
        oidc.clientSecret()
                .ifPresent(secret -> bounds.require(
                        secret.length() >= SHORTEST_CLIENT_SECRET,
                        "oidc.client-secret",
                        "at least " + SHORTEST_CLIENT_SECRET + " characters long"));
    }

    private static void limit(Bounds bounds, AccessSettings.Limit limit) {
        bounds.number("limit.identity-per-second", limit.identityPerSecond(), 0, MOST_A_SECOND)
                .whole("limit.identity-burst", limit.identityBurst(), 1, MOST)
                .number("limit.address-per-second", limit.addressPerSecond(), 0, MOST_A_SECOND)
                .whole("limit.address-burst", limit.addressBurst(), 1, MOST)
                .number("limit.failures-per-minute", limit.failuresPerMinute(), 0, MOST_A_SECOND)
                .whole("limit.failures-burst", limit.failuresBurst(), 1, MOST)
                .number("limit.client-failures-per-minute", limit.clientFailuresPerMinute(), 0, MOST_A_SECOND)
                .whole("limit.client-failures-burst", limit.clientFailuresBurst(), 1, MOST);
    }
}
