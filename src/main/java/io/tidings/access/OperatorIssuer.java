package io.tidings.access;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.quarkus.oidc.runtime.OidcTenantConfig.Roles.Source;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * The OpenID Connect issuer of the operators, when the settings name one: code flow below {@code /console}, bearer tokens
 * everywhere else. It is resolved by the first request that needs it and not at start.
 */
@Singleton
final class OperatorIssuer implements TenantConfigResolver {

    private final @Nullable OidcTenantConfig console;
    private final @Nullable OidcTenantConfig api;

    OperatorIssuer(AccessSettings settings) {
        AccessSettings.Oidc oidc = settings.oidc();
        this.console =
                oidc.issuer().map(url -> of(oidc, url, ApplicationType.WEB_APP)).orElse(null);
        this.api =
                oidc.issuer().map(url -> of(oidc, url, ApplicationType.SERVICE)).orElse(null);
    }

    private static OidcTenantConfig of(AccessSettings.Oidc oidc, String url, ApplicationType type) {
        boolean browser = type == ApplicationType.WEB_APP;
        var builder = OidcTenantConfig.authServerUrl(url)
                .tenantId(browser ? "console" : "api")
                .applicationType(type)
                .clientId(oidc.clientId());
        builder.roles(browser ? Source.idtoken : Source.accesstoken, oidc.rolesClaim());
        oidc.clientSecret().ifPresent(builder::credentials);
        return browser
                // one address to register at the issuer, for all pages
                ? builder.authentication()
                        .redirectPath("/console/signed-in")
                        .restorePathAfterRedirect()
                        // a code that somebody else intercepts, or slips in, is worth nothing (RFC 9700, 2.1.1)
                        .pkceRequired()
                        .nonceRequired()
                        .end()
                        .build()
                : builder.token().audience(oidc.audience()).end().build();
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext request, OidcRequestContext<OidcTenantConfig> context) {
        OidcTenantConfig tenant = request.normalizedPath().startsWith("/console") ? console : api;
        return tenant == null ? Uni.createFrom().nullItem() : Uni.createFrom().item(tenant);
    }
}
