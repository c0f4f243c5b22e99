package io.tidings.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.tidings.access.Verification.Accepted;
import io.tidings.access.Verification.Foreign;
import io.tidings.access.Verification.Reason;
import io.tidings.access.Verification.Refused;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Knows a caller by its bearer token, for resources and plain routes alike. The identity is handed over as it is
 * remembered, without the identity providers: this is part of every poll.
 */
@Singleton
final class BearerAuthentication implements HttpAuthenticationMechanism {

    static final String CHALLENGE = "Bearer realm=\"tidings\"";

    private static final String SCHEME = "bearer ";
    private static final Uni<SecurityIdentity> NOBODY = Uni.createFrom().nullItem();

    private final AccessTokens tokens;
    private final Refusals refusals;
    private final Limits limits;
    private final boolean otherIssuer;

    BearerAuthentication(AccessTokens tokens, Refusals refusals, Limits limits, AccessSettings settings) {
        this.tokens = tokens;
        this.refusals = refusals;
        this.limits = limits;
        this.otherIssuer = settings.oidc().issuer().isPresent();
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        CallerIdentity recognised = Recognition.of(context);
        if (recognised != null) {
            return Uni.createFrom().item(recognised);
        }
        String token = tokenIn(context);
        if (token == null) {
            return NOBODY;
        }
        Verification known = tokens.recall(token);
        if (known == null) {
            // a signature costs a hundred times what a look at a remembered token does
            limits.requirePatience(context);
        }
        return switch (known == null ? tokens.verify(token) : known) {
            case Accepted accepted -> Uni.createFrom().item(accepted.identity());
            case Refused refused -> refuse(context, refused.reason());
            case Foreign foreign -> otherIssuer ? NOBODY : refuse(context, Reason.FORGED);
        };
    }

    private Uni<SecurityIdentity> refuse(RoutingContext context, Reason reason) {
        refusals.token(reason, Limits.address(context));
        if (reason != Reason.EXPIRED) {
            limits.failed(context);
        }
        return Uni.createFrom().failure(new AuthenticationFailedException("The access token is not accepted"));
    }

    static @Nullable String tokenIn(RoutingContext context) {
        return tokenIn(context.request().getHeader(HttpHeaders.AUTHORIZATION));
    }

    static @Nullable String tokenIn(@Nullable String authorization) {
        if (authorization == null || authorization.length() <= SCHEME.length()) {
            return null;
        }
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? authorization.substring(SCHEME.length()).strip()
                : null;
    }

    /** A browser on the console is sent to the issuer instead, by the mechanism after this one. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        if (otherIssuer && context.normalizedPath().startsWith("/console")) {
            return Uni.createFrom().nullItem();
        }
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", CHALLENGE));
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return Uni.createFrom().item(new HttpCredentialTransport(HttpCredentialTransport.Type.AUTHORIZATION, "bearer"));
    }

    /** Before OpenID Connect, which would contact its issuer about a token of ours. */
    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 500;
    }
}
