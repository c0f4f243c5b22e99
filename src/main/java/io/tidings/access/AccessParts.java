package io.tidings.access;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the framework-free parts of this room together. */
@Singleton
final class AccessParts {

    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    KeyRing keyRing() {
        return new KeyRing();
    }

    @Produces
    @Singleton
    Revocations revocations() {
        return new Revocations();
    }

    @Produces
    @Singleton
    TokenRules rules(AccessSettings settings) {
        AccessSettings.Token token = settings.token();
        return new TokenRules(
                settings.issuer(), settings.audience(), token.lifetime(), token.skew(), token.remembered());
    }

    @Produces
    @Singleton
    AccessTokens accessTokens(TokenRules rules, KeyRing keys, Revocations revocations, Clock clock) {
        return new AccessTokens(rules, keys, revocations, clock);
    }
}
