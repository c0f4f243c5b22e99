package io.tidings.notice;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tidings.access.ModeChange;
import io.tidings.access.ModeChanges;
import io.tidings.hierarchy.Mark;
import io.tidings.hierarchy.Marked;
import io.tidings.notice.Notice.Kind;
import io.tidings.signal.Signals;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** Follows the modes that wait for a restart; after a start all of them again, for nobody is told twice. */
@Singleton
class ModeWatch {

    private static final int BATCH = 500;

    private final ModeChanges changes;
    private final Notices notices;
    private volatile Mark seen = Mark.START;

    ModeWatch(ModeChanges changes, Notices notices) {
        this.changes = changes;
        this.notices = notices;
    }

    void start(@Observes StartupEvent event, Signals signals) {
        signals.follow(ModeChanges.CHANNEL, this::follow);
    }

    private Uni<Void> follow() {
        return changes.after(seen, BATCH).chain(this::tell);
    }

    private Uni<Void> tell(List<Marked<ModeChange>> found) {
        if (found.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return notices.post(
                        found.stream().map(Marked::value).map(ModeWatch::notice).toList())
                .invoke(() -> seen = found.getLast().mark())
                .chain(() -> found.size() < BATCH ? Uni.createFrom().voidItem() : follow());
    }

    private static Notice notice(ModeChange change) {
        return new Notice(
                change.hierarchyId(),
                Kind.MODE_PENDING,
                change.mode() + " since " + change.askedAt(),
                "The connection point will be " + change.mode()
                        + " once SMS_DMP_DOWNLOADER, or the whole of SMS_EXECUTIVE, has restarted.");
    }
}
