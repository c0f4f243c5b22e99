package io.tidings.access;

import io.smallrye.mutiny.Uni;
import io.tidings.access.EnrolmentRequest.SiteRequest;
import io.tidings.audit.Audit;
import io.tidings.audit.Decision;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.tidings.tenant.Tenant;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a connection point comes to be the one of its hierarchy, moves, renews its secret and changes its mode. */
@Singleton
final class Enrolment {

    private final Pool pool;
    private final ConnectionPointRows rows;
    private final EnrolmentKeys keys;
    private final Hierarchies hierarchies;
    private final Audit audit;
    private final AccessSettings settings;
    private final Clock clock;

    Enrolment(
            Pool pool,
            ConnectionPointRows rows,
            EnrolmentKeys keys,
            Hierarchies hierarchies,
            Audit audit,
            AccessSettings settings,
            Clock clock) {
        this.pool = pool;
        this.rows = rows;
        this.keys = keys;
        this.hierarchies = hierarchies;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /** A refusal undoes the use of the key, so that the same key serves once the reason is mended. */
    Uni<Credentials> enrol(EnrolmentRequest request, @Nullable ShownCertificate shown) {
        TopTier.require(request.site());
        Binding certificate = Binding.of(shown, request.certificateName());
        if (request.mobileDeviceSubscription() && request.mode() == Mode.OFFLINE) {
            throw boundToOnline();
        }
        return pool.withTransaction(transaction -> tenant(transaction, request)
                .call(() -> requireTopByReport(request))
                .map(tenant -> Candidate.of(request, tenant, certificate, clock.instant()))
                .chain(candidate -> install(transaction, candidate, "access.enrol", request.hierarchyId())));
    }

    /** What the hierarchy itself reported counts more than what a machine says of its site. */
    private Uni<Void> requireTopByReport(EnrolmentRequest request) {
        return hierarchies
                .find(request.hierarchyId())
                .invoke(known ->
                        known.ifPresent(hierarchy -> TopTier.requireByReport(hierarchy.sites(), request.site())))
                .replaceWithVoid();
    }

    private Uni<String> tenant(SqlClient transaction, EnrolmentRequest request) {
        if (request.enrolmentKey() != null) {
            return keys.useUp(transaction, request.enrolmentKey(), request.hierarchyId());
        }
        if (settings.openEnrolment()) {
            return Uni.createFrom().item(Tenant.DEFAULT);
        }
        throw new Problem(ProblemType.FORBIDDEN, "An enrolment key is needed; an operator mints one");
    }

    /** The new connection point stands on the new site, and everything that proved the old one ends with it. */
    Uni<Credentials> move(Actor by, String hierarchyId, MoveRequest request, @Nullable ShownCertificate shown) {
        TopTier.require(request.site());
        Binding certificate = Binding.of(shown, request.certificateName());
        return pool.withTransaction(transaction -> lockPresent(transaction, hierarchyId, by)
                .invoke(before -> TopTier.requireMove(before, request))
                .call(before -> rows.end(transaction, before.clientId(), "moved", clock.instant()))
                .map(before -> Candidate.succeeding(before, request.site(), certificate, clock.instant()))
                .chain(candidate -> install(transaction, candidate, "access.move", by.name())));
    }

    private Uni<Credentials> install(SqlClient transaction, Candidate candidate, String action, String actor) {
        SiteRequest site = candidate.site();
        String detail = site.code() + " " + site.type() + " " + site.version() + " " + candidate.mode();
        Decision decision = new Decision(candidate.tenant(), actor, action, candidate.hierarchyId(), detail);
        return rows.insert(transaction, candidate)
                .chain(inserted -> inserted ? Uni.createFrom().voidItem() : refuseSecond(transaction, candidate))
                .call(() -> hierarchies.belong(transaction, candidate.hierarchyId(), candidate.tenant()))
                .chain(() -> newSecret(transaction, candidate.clientId()))
                .call(() -> audit.record(transaction, decision));
    }

    private Uni<Void> refuseSecond(SqlClient transaction, Candidate candidate) {
        return rows.present(transaction, candidate.hierarchyId()).map(present -> {
            throw taken(present);
        });
    }

    private static Problem taken(Optional<Present> present) {
        Problem problem = new Problem(
                ProblemType.CONFLICT,
                "The hierarchy has a connection point already; move it, or remove it there first");
        return present.map(there -> problem.with("site", there.siteCode())
                        .with("since", there.enrolledAt().toString()))
                .orElse(problem);
    }

    private Uni<Credentials> newSecret(SqlClient transaction, String clientId) {
        Secret secret = Secret.draw("tds_");
        Instant now = clock.instant();
        Instant expiresAt = now.plus(settings.secret().lifetime());
        return rows.addSecret(transaction, clientId, secret, now, expiresAt)
                .replaceWith(new Credentials(clientId, secret.text(), expiresAt));
    }

    Uni<Credentials> renewSecret(Actor by, String hierarchyId) {
        Instant graceEnds = clock.instant().plus(settings.secret().grace());
        return pool.withTransaction(transaction -> lockPresent(transaction, hierarchyId, by)
                .call(present -> rows.retireSecrets(transaction, present.clientId(), graceEnds))
                .chain(present -> renewed(transaction, present, by)));
    }

    private Uni<Credentials> renewed(SqlClient transaction, Present present, Actor by) {
        return newSecret(transaction, present.clientId())
                .call(() -> audit.record(transaction, decision(present, by, "access.renew-secret", "")));
    }

    /** The place is free afterwards: uninstalled before an expansion, or taken away from a machine that was stolen. */
    Uni<Void> remove(Actor by, String hierarchyId) {
        return pool.withTransaction(transaction -> lockPresent(transaction, hierarchyId, by)
                .call(present -> rows.end(transaction, present.clientId(), "removed", clock.instant()))
                .call(present -> audit.record(transaction, decision(present, by, "access.remove", present.siteCode())))
                .replaceWithVoid());
    }

    /** Hybrid mobile device management needed the online mode: such a hierarchy cannot leave it. */
    Uni<ModeAnswer> changeMode(Actor by, String hierarchyId, Mode mode) {
        return pool.withTransaction(transaction -> lockPresent(transaction, hierarchyId, by)
                .invoke(present -> requireAllowed(present, mode))
                .call(present -> rows.changeMode(transaction, present.clientId(), mode, clock.instant()))
                .call(present -> audit.record(
                        transaction, decision(present, by, "access.change-mode", present.mode() + " to " + mode)))
                .replaceWith(ModeAnswer.of(mode)));
    }

    private static void requireAllowed(Present present, Mode mode) {
        if (present.mobileDeviceSubscription() && mode == Mode.OFFLINE) {
            throw boundToOnline();
        }
    }

    private Uni<Present> lockPresent(SqlClient transaction, String hierarchyId, Actor by) {
        return rows.lockPresent(transaction, hierarchyId)
                .chain(locked ->
                        locked.map(Uni.createFrom()::item).orElseGet(() -> missed(transaction, hierarchyId, by)))
                .invoke(by::requireToBe);
    }

    /** Whoever waited for the lock behind a move finds the row ended, and does not see its successor in that statement. */
    private Uni<Present> missed(SqlClient transaction, String hierarchyId, Actor by) {
        return rows.present(transaction, hierarchyId).map(successor -> {
            Present present = successor.orElseThrow(
                    () -> new Problem(ProblemType.NOT_FOUND, "The hierarchy has no connection point"));
            by.requireToBe(present);
            throw new Problem(ProblemType.CONFLICT, "The connection point moved at the same moment")
                    .with("site", present.siteCode())
                    .with("since", present.enrolledAt().toString());
        });
    }

    private static Decision decision(Present present, Actor by, String action, String detail) {
        return new Decision(present.tenant(), by.name(), action, present.hierarchyId(), detail);
    }

    private static Problem boundToOnline() {
        return new Problem(
                ProblemType.CONFLICT, "A hierarchy with a subscription for mobile devices stays in the online mode");
    }
}
