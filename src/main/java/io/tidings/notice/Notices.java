package io.tidings.notice;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.signal.Signals;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** The door to what hierarchies are told. */
@Singleton
public class Notices {

    private final Pool pool;
    private final NoticeStore store;
    private final Hierarchies hierarchies;

    Notices(Pool pool, NoticeStore store, Hierarchies hierarchies) {
        this.pool = pool;
        this.store = store;
        this.hierarchies = hierarchies;
    }

    void start(@Observes StartupEvent event, Signals signals) {
        signals.follow("hierarchy_erased", () -> hierarchies.followErasures("notice", NoticeStore::erase));
    }

    /** Posts them all or none; what a hierarchy was told already is passed over. */
    public Uni<Void> post(List<Notice> notices) {
        return pool.withTransaction(transaction -> store.post(transaction, notices));
    }
}
