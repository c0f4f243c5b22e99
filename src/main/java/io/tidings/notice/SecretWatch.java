package io.tidings.notice;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tidings.access.Expiries;
import io.tidings.access.Expiry;
import io.tidings.hierarchy.Mark;
import io.tidings.hierarchy.Marked;
import io.tidings.notice.Notice.Kind;
import io.tidings.signal.Signals;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** Follows the secrets that are about to expire; after a start all of them again, for nobody is told twice. */
@Singleton
class SecretWatch {

    private static final int BATCH = 500;

    private final Expiries expiries;
    private final Notices notices;
    private volatile Mark seen = Mark.START;

    SecretWatch(Expiries expiries, Notices notices) {
        this.expiries = expiries;
        this.notices = notices;
    }

    void start(@Observes StartupEvent event, Signals signals) {
        signals.follow("access_expiry", this::follow);
    }

    private Uni<Void> follow() {
        return expiries.after(seen, BATCH).chain(this::tell);
    }

    private Uni<Void> tell(List<Marked<Expiry>> found) {
        if (found.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return notices.post(found.stream()
                        .map(Marked::value)
                        .map(SecretWatch::notice)
                        .toList())
                .invoke(() -> seen = found.getLast().mark())
                .chain(() -> found.size() < BATCH ? Uni.createFrom().voidItem() : follow());
    }

    private static Notice notice(Expiry expiry) {
        String end = expiry.expiresAt().toString();
        return new Notice(
                expiry.hierarchyId(),
                Kind.SECRET_EXPIRING,
                end,
                "The secret of the connection point expires at " + end + ": renew it before.");
    }
}
