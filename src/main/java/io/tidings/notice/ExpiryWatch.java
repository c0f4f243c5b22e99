package io.tidings.notice;

import io.quarkus.runtime.StartupEvent;
import io.tidings.access.Expiries;
import io.tidings.access.Expiry;
import io.tidings.notice.Notice.Kind;
import io.tidings.signal.Signals;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Follows the secrets and certificates that are about to expire. */
@Singleton
class ExpiryWatch {

    void start(@Observes StartupEvent event, Signals signals, Expiries expiries, Notices notices) {
        signals.follow("access_expiry", new Following<>(expiries::after, ExpiryWatch::notice, notices)::follow);
    }

    private static Notice notice(Expiry expiry) {
        String end = expiry.expiresAt().toString();
        return switch (expiry.credential()) {
            case SECRET ->
                new Notice(
                        expiry.hierarchyId(),
                        Kind.SECRET_EXPIRING,
                        end,
                        "The secret of the connection point expires at " + end + ": renew it before.");
            case CERTIFICATE ->
                new Notice(
                        expiry.hierarchyId(),
                        Kind.CERTIFICATE_EXPIRING,
                        end,
                        "The certificate that proves the connection point expires at " + end
                                + ": show the next one at a move before.");
        };
    }
}
