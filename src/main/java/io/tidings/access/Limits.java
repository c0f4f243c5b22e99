package io.tidings.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How often one may call: an identity that is proved, an address as long as nothing is proved, and an address that failed to
 * prove what it said. Replicas share nothing: each grants its own share, so that behind n of them n times as much passes.
 */
@Singleton
final class Limits implements HttpSecurityPolicy {

    private static final Uni<CheckResult> PERMIT = CheckResult.permit();

    private final Buckets identities;
    private final Buckets addresses;
    private final Buckets failures;
    private final Buckets clientFailures;
    private final Refusals refusals;

    Limits(AccessSettings settings, Refusals refusals) {
        AccessSettings.Limit limit = settings.limit();
        this.identities = new Buckets(limit.identityPerSecond(), limit.identityBurst());
        this.addresses = new Buckets(limit.addressPerSecond(), limit.addressBurst());
        this.failures = new Buckets(limit.failuresPerMinute() / 60.0, limit.failuresBurst());
        this.clientFailures = new Buckets(limit.clientFailuresPerMinute() / 60.0, limit.clientFailuresBurst());
        this.refusals = refusals;
    }

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext request, Uni<SecurityIdentity> caller, AuthorizationRequestContext context) {
        return caller.flatMap(identity -> {
            if (Recognition.of(request) == null) {
                charge(identity, request);
            }
            return PERMIT;
        });
    }

    /** Whether an identity that is proved may call once more; if so, this was the call. */
    boolean admit(CallerIdentity identity) {
        return identities.take(identity.getName(), System.nanoTime()) == 0;
    }

    private void charge(SecurityIdentity identity, RoutingContext request) {
        long now = System.nanoTime();
        if (identity.isAnonymous()) {
            refuseFor(addresses.take(address(request), now), "address");
        } else {
            refuseFor(identities.take(identity.getPrincipal().getName(), now), "identity");
        }
    }

    /** Refuses at once whom too many failures slowed down: before anything is looked up or verified for it. */
    void requirePatience(RoutingContext request) {
        refuseFor(failures.ask(address(request), System.nanoTime()), "failures");
    }

    void failed(RoutingContext request) {
        failures.take(address(request), System.nanoTime());
    }

    /** The same for a client id at which secrets are guessed, from however many addresses. */
    void requirePatience(String clientId) {
        refuseFor(clientFailures.ask(clientId, System.nanoTime()), "client-failures");
    }

    void failed(String clientId) {
        clientFailures.take(clientId, System.nanoTime());
    }

    private void refuseFor(long nanos, String limit) {
        if (nanos > 0) {
            refusals.limited(limit);
            throw new Problem(ProblemType.TOO_MANY_REQUESTS, "Too many requests; this replica takes more after a pause")
                    .retryAfter(Duration.ofNanos(nanos).plusSeconds(1));
        }
    }

    static String address(RoutingContext request) {
        SocketAddress peer = request.request().remoteAddress();
        String address = peer == null ? null : peer.hostAddress();
        return address == null ? "" : address;
    }
}
