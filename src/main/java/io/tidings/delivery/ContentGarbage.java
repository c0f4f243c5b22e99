package io.tidings.delivery;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tidings.catalog.LiveCatalogs;
import io.tidings.catalog.Updates;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Collects content that no update of any tenant names, and what is left of uploads that were cut off, once an hour and in
 * whichever replica comes first.
 */
@Singleton
class ContentGarbage {
    private static final Logger LOG = Logger.getLogger(ContentGarbage.class);
    private static final long EVERY = Duration.ofHours(1).toMillis();

    private final ContentStore store;
    private final Updates updates;
    private final Vertx vertx;
    private long timer;

    ContentGarbage(ContentStore store, Updates updates, Vertx vertx) {
        this.store = store;
        this.updates = updates;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(EVERY, id -> collect()
                .subscribe()
                .with(
                        removed -> LOG.debugf("%d files were collected", removed),
                        failure -> LOG.error("Content could not be collected", failure)));
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    /** The newest catalogs decide: one that this replica has not seen yet may name what looks unnamed. */
    Uni<Integer> collect() {
        return store.sweep().chain(updates::newest).chain(this::collectUnnamed);
    }

    private Uni<Integer> collectUnnamed(LiveCatalogs live) {
        if (live.epoch() == 0) {
            return Uni.createFrom().item(0);
        }
        return store.collect(
                live.updates().flatMap(update -> update.contents().stream()).collect(Collectors.toSet()));
    }
}
