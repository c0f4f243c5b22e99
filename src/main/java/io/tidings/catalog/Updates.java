package io.tidings.catalog;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tidings.catalog.Publication.Step;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.tidings.signal.Signals;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The door to what there is to offer: the live catalog, in memory, the same in every replica of an epoch. A change, and
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
    private volatile LiveCatalog live = LiveCatalog.NONE;

    Updates(CatalogStore store, CatalogSettings settings, Signals signals, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.signals = signals;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        signals.follow(CHANNEL, () -> newest().replaceWithVoid());
    }

    /** The newest epoch that this replica has seen; empty and number 0 before the first. */
    public LiveCatalog live() {
        return live;
    }

    public Catalog current() {
        return live.catalog();
    }

    public long epoch() {
        return live.epoch();
    }

    /** Looks for a newer epoch, and starts one when its time has come; completes with the newest. */
    public Uni<LiveCatalog> newest() {
        return store.newestEpoch()
                .chain(number -> number == 0 && settings.embedded()
                        ? importShipped()
                        : Uni.createFrom().item(number))
                .chain(number -> number == live.epoch() ? Uni.createFrom().item(live) : store.read())
                .invoke(this::take)
                .chain(this::passTheBoundary);
    }

    /** Puts all of it in at once, or throws CatalogRefused with every fault. */
    Uni<ImportReport> importAll(Catalog incoming, String by) {
        CatalogImporting importing = new CatalogImporting(store, incoming, by);
        return store.change("import by " + by, importing::in)
                .map(importing::report)
                .call(this::newest);
    }

    Uni<Written> find(String id) {
        return store.find(id).map(found -> found.orElseThrow(() -> UpdateResource.unknown(id)));
    }

    /** Replaces the update, or makes it, by what the change makes of it; the whole must hold together after it. */
    Uni<Written> edit(Edit edit, Function<@Nullable Update, Update> change) {
        AtomicReference<Written> written = new AtomicReference<>();
        return store.change("edit of " + edit.id() + " by " + edit.by(), connection -> store.find(connection, edit.id())
                        .map(found -> after(edit, found, change))
                        .invoke(written::set)
                        .call(after -> checkWhole(connection, after.update()))
                        .chain(after -> store.put(connection, after, edit.by())))
                .call(this::newest)
                .map(epoch -> written.get());
    }

    /** Takes a step in the life of the publication, if it is a legal one. */
    Uni<Written> step(Step step, Edit edit) {
        Instant now = clock.instant();
        return edit(edit, before -> {
            Publication publication = Publication.of(present(edit, before), LocalDate.ofInstant(now, ZoneOffset.UTC));
            return publication
                    .after(step, now)
                    .orElseThrow(() -> new Problem(
                            ProblemType.CONFLICT,
                            "The update " + edit.id() + " is " + publication.wireName() + ": it cannot "
                                    + step.wireName() + "."));
        });
    }

    /** Gives the update another rollout, or none, if that is a legal change. */
    Uni<Written> rollOut(Edit edit, @Nullable Rollout wanted) {
        Instant now = clock.instant();
        return edit(edit, before -> RolloutRules.apply(present(edit, before), wanted, now));
    }

    private static Update present(Edit edit, @Nullable Update before) {
        if (before == null) {
            throw UpdateResource.unknown(edit.id());
        }
        return before;
    }

    private static Written after(Edit edit, Optional<Written> found, Function<@Nullable Update, Update> change) {
        found.ifPresentOrElse(before -> edit.check(before.revision()), edit::checkAbsent);
        Update before = found.map(Written::update).orElse(null);
        int revision = found.map(Written::revision).orElse(0) + 1;
        return new Written(change.apply(before), revision, found.isEmpty());
    }

    private Uni<Catalog> checkWhole(SqlClient connection, Update update) {
        return store.read(connection).map(now -> now.catalog().with(update));
    }

    private Uni<Long> importShipped() {
        LOG.info("The catalog is empty: importing the one that comes with the program");
        return importAll(ShippedCatalog.load(), "the program").map(ImportReport::epoch);
    }

    private synchronized void take(LiveCatalog seen) {
        if (seen.epoch() > live.epoch()) {
            live = seen;
            LOG.infof(
                    "Epoch %d, judged as of %s: %d updates",
                    seen.epoch(), seen.asOf(), seen.catalog().updates().size());
        }
    }

    private Uni<LiveCatalog> passTheBoundary(LiveCatalog seen) {
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
