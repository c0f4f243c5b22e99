package io.tidings.access;

import java.time.Instant;

/** The connection point that a hierarchy has now. */
record Present(
        String clientId,
        String hierarchyId,
        String tenant,
        String siteCode,
        SiteType siteType,
        Mode mode,
        boolean mobileDeviceSubscription,
        Instant enrolledAt) {}
