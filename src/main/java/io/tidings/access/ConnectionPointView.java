package io.tidings.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The connection point that a hierarchy has now, as it is answered; what proves it ends at {@code secretExpiresAt}. */
record ConnectionPointView(
        String hierarchyId,
        String clientId,
        String site,
        SiteType type,
        String version,
        Mode mode,
        Instant modeSince,
        boolean mobileDeviceSubscription,
        Instant enrolledAt,
        @Nullable Instant secretExpiresAt,
        boolean expiryAnnounced,
        @Nullable String certificateName) {}
