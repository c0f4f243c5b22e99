package io.tidings.notice;

import io.quarkus.runtime.StartupEvent;
import io.tidings.access.Expiries;
import io.tidings.access.Expiry;
import io.tidings.notice.Notice.Kind;
import io.tidings.signal.Signals;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Follows the secrets that are about to expire. */
@Singleton
class SecretWatch {

    void start(@Observes StartupEvent event, Signals signals, Expiries expiries, Notices notices) {
        signals.follow("access_expiry", new Following<>(expiries::after, SecretWatch::notice, notices)::follow);
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
