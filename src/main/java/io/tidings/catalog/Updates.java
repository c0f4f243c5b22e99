package io.tidings.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tidings.audit.Audit;
import io.tidings.catalog.Publication.Step;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.tidings.signal.Signals;
import io.tidings.tenant.Tenant;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The door to what there is to offer: the live catalog of each tenant, in memory, the same in every replica of an epoch. A change, and
 * a time at which something else may be offered, starts a new epoch, once, whichever replica comes first.
 */
@Singleton
public class Updates {

    /** The channel on which a new epoch is signalled. */
    public static final String CHANNEL = "catalog_epoch";

    private static final Logger LOG = Logger.getLogger(Updates.class);

    private final CatalogStore store;
    private final CatalogSettings settings;
    private final Signals signals;
    private final Clock clock;
    private final Edits edits;
    private final Audit audit;
    private volatile LiveCatalogs live = LiveCatalogs.NONE;

    Updates(CatalogStore store, Edits edits, Audit audit, CatalogSettings settings, Signals signals, Clock clock) {
        this.store = store;
        this.edits = edits;
        this.audit = audit;
        this.settings = settings;
        this.signals = signals;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        signals.follow(CHANNEL, () -> newest().replaceWithVoid());
    }

    /** The newest epoch that this replica has seen; empty and number 0 before the first. */
    public LiveCatalogs live() {
        return live;
    }

    /** That tenant's catalog in that epoch. */
    public LiveCatalog live(String tenant) {
        return live.of(tenant);
    }

    public Catalog current(String tenant) {
        return live.of(tenant).catalog();
    }

    public long epoch() {
        return live.epoch();
    }

    /** Looks for a newer epoch, and starts one when its time has come; completes with the newest. */
    public Uni<LiveCatalogs> newest() {
        return store.newestEpoch()
                .chain(number -> number == 0 && settings.embedded()
                        ? importShipped()
                        : Uni.createFrom().item(number))
                .chain(number -> number == live.epoch() ? Uni.createFrom().item(live) : store.read())
                .invoke(this::take)
                .chain(this::passTheBoundary);
    }

    /**
     * The newest catalog of that tenant as it would be if that update were out today: as it stands, or as the {@code update} or with the
     * {@code rollout} that the document gives. Throws a Problem when it could not be.
     */
    public Catalog ifPublished(String tenant, String id, JsonNode document) {
        LiveCatalogs now = live;
        return Faults.told(() -> Proposed.in(now.of(tenant).catalog(), id, document, now.notBefore(clock.instant())));
    }

    /** Puts all of it into the catalog of the actor's tenant at once, or throws CatalogRefused with every fault. */
    Uni<ImportReport> importAll(Catalog incoming, Actor actor) {
        CatalogImporting importing = new CatalogImporting(store, audit, incoming, actor);
        return store.change("import by " + actor.name(), importing::in)
                .map(importing::report)
                .call(this::newest);
    }

    Uni<Written> find(String tenant, String id) {
        return store.find(tenant, id).map(found -> found.orElseThrow(() -> UpdateResource.unknown(id)));
    }

    /** Does what is asked, or notes it as a proposal where four eyes are asked for. */
    Uni<Written> request(Edit edit, Change change) {
        return edits.request(edit, change).call(this::newest);
    }

    /** Does what somebody else proposed. */
    Uni<Written> approve(Edit edit) {
        return edits.approve(edit).call(this::newest);
    }

    /**
     * Tells how the installations of a tenant's update went since it was published or resumed; one whose halt rule these break is
     * paused. Answers whether it was.
     */
    public Uni<Boolean> outcome(String tenant, String id, long succeeded, long failed) {
        Optional<String> broken = current(tenant)
                .update(id)
                .map(Update::rollout)
                .flatMap(Rollout::haltRule)
                .flatMap(rule -> rule.broken(succeeded, failed));
        if (broken.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        LOG.warnf("The update %s of the tenant %s is halted: %s", id, tenant, broken.get());
        return edits.carryOut(Edit.byTheProgram(tenant, id, broken.get()), new Change.Stepped(Step.HALT))
                .call(this::newest)
                .replaceWith(true)
                .onFailure(Updates::isHaltedAlready)
                .recoverWithItem(false);
    }

    private static boolean isHaltedAlready(Throwable failure) {
        return failure instanceof Problem problem && problem.type() == ProblemType.CONFLICT;
    }

    private Uni<Long> importShipped() {
        LOG.info("The catalog is empty: importing the one that comes with the program");
        return importAll(ShippedCatalog.load(), Actor.program(Tenant.DEFAULT)).map(ImportReport::epoch);
    }

    private synchronized void take(LiveCatalogs seen) {
        if (seen.epoch() > live.epoch()) {
            live = seen;
            LOG.infof(
                    "Epoch %d, judged as of %s: %d updates",
                    seen.epoch(), seen.asOf(), seen.updates().count());
        }
    }

    private Uni<LiveCatalogs> passTheBoundary(LiveCatalogs seen) {
        Instant now = clock.instant();
        if (!Boundaries.passed(seen, now)) {
            return Uni.createFrom().item(live);
        }
        return store.change("the time " + now, connection -> store.read(connection)
                        .map(newest -> Boundaries.passed(newest, now)))
                .chain(number -> store.read())
                .invoke(this::take);
    }
}
