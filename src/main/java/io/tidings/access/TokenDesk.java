package io.tidings.access;

import io.smallrye.mutiny.Uni;
import io.tidings.access.Client.KnownSecret;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives a client its token, or says why not. */
@Singleton
final class TokenDesk {

    private final Clients clients;
    private final AccessTokens tokens;
    private final KeyRing keys;
    private final TokenRules rules;
    private final Clock clock;

    TokenDesk(Clients clients, AccessTokens tokens, KeyRing keys, TokenRules rules, Clock clock) {
        this.clients = clients;
        this.tokens = tokens;
        this.keys = keys;
        this.rules = rules;
        this.clock = clock;
    }

    /** Fails with an {@link OAuthRefusal}. */
    Uni<TokenAnswer> serve(ClientLogin login, @Nullable String scope) {
        return clients.find(login.id()).map(found -> grant(found.orElseGet(Client::nobody), login.secret(), scope));
    }

    private TokenAnswer grant(Client client, Secret secret, @Nullable String scope) {
        Instant now = clock.instant();
        KnownSecret proof = client.secretThatIs(secret, now).orElseThrow(OAuthRefusal::invalidClient);
        Set<String> roles = client.granted(scope).orElseThrow(OAuthRefusal::invalidScope);
        SigningKey key = keys.signing(now).orElseThrow(OAuthRefusal::notReady);
        Claims claims = new Claims(
                rules.issuer(),
                rules.audience(),
                client.clientId(),
                client.hierarchyId(),
                client.tenant(),
                roles,
                now,
                now.plus(rules.lifetime()),
                UUID.randomUUID().toString());
        return new TokenAnswer(
                tokens.issue(key, claims),
                "Bearer",
                rules.lifetime().toSeconds(),
                claims.scope(),
                proof.expiresAt().equals(Instant.MAX) ? 0 : proof.expiresAt().getEpochSecond());
    }
}
