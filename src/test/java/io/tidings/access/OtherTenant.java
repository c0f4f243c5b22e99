package io.tidings.access;

import io.quarkus.arc.Arc;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Operators of tenants other than the owner of the installation. The local operator is the owner's, so tokens are made of the true key. */
public final class OtherTenant {

    private OtherTenant() {}

    /** The value of an Authorization header for an admin of that tenant. */
    public static String admin(String tenant) {
        Login.awaitReady();
        Clock clock = bean(Clock.class);
        KeyRing keys = bean(KeyRing.class);
        TokenRules rules = bean(TokenRules.class);
        Instant now = clock.instant();
        Set<String> roles = Role.operator(List.of("admin"));
        Claims claims = new Claims(
                rules.issuer(), rules.audience(), "ann", null, tenant, roles, now, now.plus(rules.lifetime()), "t");
        return "Bearer "
                + new AccessTokens(rules, keys, new Revocations(), clock)
                        .issue(keys.signing(now).orElseThrow(), claims);
    }

    private static <T> T bean(Class<T> type) {
        return Arc.container().instance(type).get();
    }
}
