package io.tidings.access;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.tidings.tenant.Tenant;
import jakarta.inject.Singleton;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Reads an operator's roles and tenant from the claims of another issuer. Only the three operator roles count, with what each
 * contains: no issuer can make anyone a connection point. Tokens of ours do not come this way.
 */
@Singleton
final class OperatorClaims implements SecurityIdentityAugmentor {

    private final Optional<String> tenantClaim;

    OperatorClaims(AccessSettings settings) {
        this.tenantClaim = settings.oidc().tenantClaim();
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom().item(identity.isAnonymous() ? identity : augmented(identity));
    }

    private SecurityIdentity augmented(SecurityIdentity identity) {
        Set<String> roles = Role.operator(identity.getRoles());
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(identity.getPrincipal())
                .addCredentials(identity.getCredentials())
                .addAttributes(identity.getAttributes())
                .addAttribute(Tenant.ATTRIBUTE, tenant(identity.getPrincipal()))
                .addRoles(roles)
                .build();
    }

    /** With a tenant claim agreed on, someone without one belongs to no tenant that exists. */
    private String tenant(Principal principal) {
        if (tenantClaim.isEmpty()) {
            return Tenant.DEFAULT;
        }
        Object claim = principal instanceof JsonWebToken token ? token.getClaim(tenantClaim.get()) : null;
        return claim == null ? "" : claim.toString();
    }
}
