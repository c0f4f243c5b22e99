package io.tidings.notice;

import io.quarkus.runtime.StartupEvent;
import io.tidings.access.ModeChange;
import io.tidings.access.ModeChanges;
import io.tidings.notice.Notice.Kind;
import io.tidings.signal.Signals;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Follows the modes that wait for a restart. */
@Singleton
class ModeWatch {

    void start(@Observes StartupEvent event, Signals signals, ModeChanges changes, Notices notices) {
        signals.follow(ModeChanges.CHANNEL, new Following<>(changes::after, ModeWatch::notice, notices)::follow);
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
