package io.tidings.access;

import io.quarkus.security.credential.Credential;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.tidings.tenant.Tenant;
import java.security.Permission;
import java.security.Principal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The identity behind a token of ours. Small, because a replica remembers a hundred thousand of them, and immutable. A
 * connection point's name is the id of its hierarchy.
 */
final class CallerIdentity implements SecurityIdentity, Principal {

    static final String CLIENT = "tidings.client";

    private final String name;
    private final String clientId;
    private final String tenant;
    private final Set<String> roles;
    private final long issuedAt;
    private final long expiresAt;

    private CallerIdentity(Claims claims) {
        this.clientId = claims.clientId();
        this.name = claims.hierarchyId() == null ? claims.clientId() : claims.hierarchyId();
        this.tenant = claims.tenant().intern();
        this.roles = claims.hierarchyId() == null ? claims.roles() : Set.of(Role.CONNECTION_POINT_NAME);
        this.issuedAt = claims.issuedAt().getEpochSecond();
        this.expiresAt = claims.expiresAt().getEpochSecond();
    }

    static CallerIdentity of(Claims claims) {
        return new CallerIdentity(claims);
    }

    String clientId() {
        return clientId;
    }

    boolean expiredBefore(long epochSecond) {
        return expiresAt < epochSecond;
    }

    boolean issuedAfter(long epochSecond) {
        return issuedAt > epochSecond;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public Principal getPrincipal() {
        return this;
    }

    @Override
    public boolean isAnonymous() {
        return false;
    }

    @Override
    public Set<String> getRoles() {
        return roles;
    }

    @Override
    public boolean hasRole(String role) {
        return roles.contains(role);
    }

    @Override
    public Set<Permission> getPermissions() {
        return Set.of();
    }

    @Override
    public <T extends Credential> @Nullable T getCredential(Class<T> type) {
        return null;
    }

    @Override
    public Set<Credential> getCredentials() {
        return Set.of();
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the signature is Quarkus's
    public <T> @Nullable T getAttribute(String attribute) {
        return switch (attribute) {
            case Tenant.ATTRIBUTE -> (T) tenant;
            case CLIENT -> (T) clientId;
            default -> null;
        };
    }

    @Override
    public Map<String, Object> getAttributes() {
        return Map.of(Tenant.ATTRIBUTE, tenant, CLIENT, clientId);
    }

    @Override
    public Uni<Boolean> checkPermission(Permission permission) {
        return Uni.createFrom().item(false);
    }

    @Override
    public String toString() {
        return name;
    }
}
