package io.tidings.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the room {@code access}, below {@code tidings.access}. */
@ConfigMapping(prefix = "tidings.access")
interface AccessSettings {

    /** The URL under which clients reach the service: it stands in every token and in the metadata. The same on all replicas. */
    @WithDefault("http://localhost:8080")
    String issuer();

    /** The audience of the tokens. */
    @WithDefault("tidings")
    String audience();

    /** Anyone may enrol a hierarchy without an enrolment key: for trials. */
    @WithDefault("false")
    boolean openEnrolment();

    /** Addresses or ranges of the proxies whose {@code Client-Cert} field (RFC 9440) is believed. */
    Optional<List<String>> trustedProxies();

    /** A file of certificates (PEM): authorities that name clients. Without it a certificate proves by its SHA-256 alone. */
    Optional<Path> certificateAuthorities();

    Token token();

    SecretLife secret();

    Operator operator();

    Oidc oidc();

    Limit limit();

    /** Access tokens. */
    interface Token {

        /** How long a token lives. It bounds how long a token outlives a database that cannot be asked for revocations. */
        @WithDefault("PT15M")
        Duration lifetime();

        /** How far a clock may differ from ours, either way. */
        @WithDefault("PT60S")
        Duration skew();

        /** How long one key signs; its public half stays published for a token's life longer. */
        @WithDefault("P1D")
        Duration keyLifetime();

        /** How many verified tokens a replica remembers; each takes about 400 bytes. */
        @WithDefault("200000")
        long remembered();
    }

    /** The secrets of connection points. */
    interface SecretLife {

        /** How long a secret can be used. */
        @WithDefault("P365D")
        Duration lifetime();

        /** How long the secret before the newest lives on, so that a renewal whose answer got lost can be tried again. */
        @WithDefault("P1D")
        Duration grace();

        /** How long before its end a secret is announced to expire: once, in the audit and to whoever follows. */
        @WithDefault("P30D")
        Duration notice();
    }

    /** The local operator: a client of the token endpoint, for an installation without an OpenID Connect issuer. */
    interface Operator {

        /** Its client id; there is no local operator without one. */
        Optional<String> id();

        /** Its secret, at least 16 characters. */
        Optional<String> secret();

        /** Its roles. */
        @WithDefault("admin")
        List<String> roles();

        /** Its tenant. */
        @WithDefault("default")
        String tenant();
    }

    /** Operators of an OpenID Connect issuer. Nothing is contacted before the first of them calls. */
    interface Oidc {

        /** The issuer's URL; no operator signs in by OpenID Connect without one. */
        Optional<String> issuer();

        /** Our client id at the issuer. */
        @WithDefault("tidings")
        String clientId();

        /**
         * Our secret at the issuer, for the console's code flow, at least 32 characters: sessions are encrypted with it, so
         * that each replica can read those of the others.
         */
        Optional<String> clientSecret();

        /** The audience a bearer token must name. */
        @WithDefault("tidings")
        String audience();

        /** Where the roles stand in the token: a path of claims, divided by {@code /}. */
        @WithDefault("roles")
        String rolesClaim();

        /** The claim that names the tenant; without it everyone belongs to {@code default}. */
        Optional<String> tenantClaim();
    }

    /** How often one may call, for each replica by itself. Zero for a rate: no limit. */
    interface Limit {

        /** Requests a second of a caller that proved who it is. */
        @WithDefault("50")
        double identityPerSecond();

        /** So many at once. */
        @WithDefault("500")
        int identityBurst();

        /** Requests a second of an address, as long as nothing is proved: tokens, enrolments, public pages. */
        @WithDefault("200")
        double addressPerSecond();

        /** So many at once. */
        @WithDefault("2000")
        int addressBurst();

        /** Wrong secrets and forged tokens a minute of an address; more than that is refused unseen. */
        @WithDefault("30")
        double failuresPerMinute();

        /** So many at once. */
        @WithDefault("30")
        int failuresBurst();

        /**
         * Wrong secrets a minute for one client id, from wherever; more is refused unseen, a right one too. Clients then live
         * on the tokens they have.
         */
        @WithDefault("60")
        double clientFailuresPerMinute();

        /** So many at once. */
        @WithDefault("60")
        int clientFailuresBurst();
    }
}
