package io.tidings.catalog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.tidings.audit.Audit;
import io.tidings.audit.Decision;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Changes of single updates: checked against what is there, written with the epoch and the audit in one transaction. Where
 * four eyes are asked for, what lets something out waits as a proposal until somebody else agrees.
 */
@Singleton
class Edits {

    private final CatalogStore store;
    private final ProposalStore proposals;
    private final CatalogSettings settings;
    private final Audit audit;
    private final Clock clock;

    Edits(CatalogStore store, ProposalStore proposals, CatalogSettings settings, Audit audit, Clock clock) {
        this.store = store;
        this.proposals = proposals;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /** Does it, or notes it as a proposal; the whole must hold together in either case. */
    Uni<Written> request(Edit edit, Change change) {
        return settings.fourEyes()
                ? inTransaction(
                        edit, change.verb(), (connection, before) -> proposeOrDo(connection, edit, change, before))
                : carryOut(edit, change);
    }

    /** Does what somebody else proposed. */
    Uni<Written> approve(Edit edit) {
        return proposals
                .find(edit.tenant(), edit.id())
                .map(found -> found.orElseThrow(() ->
                        new Problem(ProblemType.NOT_FOUND, "Nothing is proposed for the update " + edit.id() + ".")))
                .chain(proposal -> approve(edit, proposal));
    }

    private Uni<Written> approve(Edit edit, Proposal proposal) {
        if (proposal.proposedBy().equals(edit.actor().name())) {
            throw new Problem(ProblemType.FORBIDDEN, "Who proposed a change cannot approve it: another person must.");
        }
        edit.check(proposal.revision());
        Edit asProposed = new Edit(edit.id(), proposal.tag(), edit.actor(), proposal.proposedBy(), null);
        return carryOut(asProposed, proposal.change());
    }

    /** Does it without asking anybody else. */
    Uni<Written> carryOut(Edit edit, Change change) {
        return inTransaction(edit, change.verb(), (connection, before) -> write(connection, edit, change, before));
    }

    private Uni<Written> inTransaction(
            Edit edit, String verb, BiFunction<SqlConnection, @Nullable Written, Uni<Written>> work) {
        AtomicReference<Written> written = new AtomicReference<>();
        return store.change(verb + " of " + edit.id() + " by " + edit.actor().name(), connection -> store.find(
                                connection, edit.tenant(), edit.id())
                        .invoke(found ->
                                found.ifPresentOrElse(before -> edit.check(before.revision()), edit::checkAbsent))
                        .chain(found -> work.apply(connection, found.orElse(null)))
                        .invoke(written::set)
                        .map(after -> !after.isProposed()))
                .map(epoch -> written.get());
    }

    private Uni<Written> proposeOrDo(SqlConnection connection, Edit edit, Change change, @Nullable Written before) {
        if (before == null || !change.letsOut(before.update())) {
            return write(connection, edit, change, before);
        }
        Proposal proposal =
                new Proposal(edit.id(), change, before.revision(), edit.actor().name(), clock.instant());
        return checked(connection, edit, now -> after(edit, change, before.update(), now))
                .call(() -> proposals.put(connection, edit.tenant(), proposal))
                .call(after ->
                        audit.record(connection, decision(edit, "propose-" + change.verb(), before.update(), after)))
                .replaceWith(before.proposed());
    }

    private Uni<Written> write(SqlConnection connection, Edit edit, Change change, @Nullable Written before) {
        Update old = before == null ? null : before.update();
        return checked(connection, edit, now -> after(edit, change, old, now))
                .map(after -> new Written(after, before == null ? 1 : before.revision() + 1, before == null, false))
                .call(written -> store.put(connection, written, edit.actor()))
                .call(() -> proposals.forget(connection, edit.tenant(), edit.id()))
                .call(written -> audit.record(connection, decision(edit, change.verb(), old, written.update())));
    }

    /** The update as it becomes at that time; it must hold together with all the others of its tenant. */
    private Uni<Update> checked(SqlConnection connection, Edit edit, Function<Instant, Update> change) {
        return store.time(connection)
                .map(change)
                .chain(after -> store.read(connection, edit.tenant()).map(all -> all.with(after)))
                .map(all -> all.update(edit.id()).orElseThrow());
    }

    private static Update after(Edit edit, Change change, @Nullable Update before, Instant now) {
        return switch (change) {
            case Change.Edited edited -> DraftRules.apply(before, edited.draft());
            case Change.RolledOut rolled -> RolloutRules.apply(present(edit, before), rolled.rollout(), now);
            case Change.Stepped stepped -> stepped(present(edit, before), stepped.step(), now);
        };
    }

    private static Update stepped(Update before, Publication.Step step, Instant now) {
        Publication publication = Publication.of(before, LocalDate.ofInstant(now, ZoneOffset.UTC));
        return publication
                .after(step, now)
                .orElseThrow(() -> new Problem(
                        ProblemType.CONFLICT,
                        "The update " + before.id() + " is " + publication.wireName() + ": it cannot " + step.wireName()
                                + "."));
    }

    private static Update present(Edit edit, @Nullable Update before) {
        if (before == null) {
            throw UpdateResource.unknown(edit.id());
        }
        return before;
    }

    private static Decision decision(Edit edit, String verb, @Nullable Update before, Update after) {
        ObjectNode detail = JsonNodeFactory.instance.objectNode();
        if (edit.proposedBy() != null) {
            detail.put("proposedBy", edit.proposedBy());
        }
        if (edit.why() != null) {
            detail.put("why", edit.why());
        }
        detail.set("before", before == null ? JsonNodeFactory.instance.nullNode() : UpdateJson.write(before));
        detail.set("after", UpdateJson.write(after));
        Actor actor = edit.actor();
        return new Decision(actor.tenant(), actor.name(), "catalog." + verb, edit.id(), detail.toString());
    }
}
