package io.tidings.access;

import io.tidings.access.EnrolmentRequest.SiteRequest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;

/** A connection point that is about to be the present one of its hierarchy. A client id is drawn for it, once and for all. */
record Candidate(
        String clientId,
        String hierarchyId,
        String tenant,
        SiteRequest site,
        Mode mode,
        boolean mobileDeviceSubscription,
        Binding certificate,
        Instant at) {

    static Candidate of(EnrolmentRequest request, String tenant, Binding certificate, Instant at) {
        return new Candidate(
                newClientId(),
                request.hierarchyId(),
                tenant,
                request.site(),
                request.mode(),
                request.mobileDeviceSubscription(),
                certificate,
                at);
    }

    /** The successor keeps the tenant, the mode and the subscription, and proves itself anew. */
    static Candidate succeeding(Present before, SiteRequest site, Binding certificate, Instant at) {
        return new Candidate(
                newClientId(),
                before.hierarchyId(),
                before.tenant(),
                site,
                before.mode(),
                before.mobileDeviceSubscription(),
                certificate,
                at);
    }

    private static String newClientId() {
        return "cp-" + UUID.randomUUID();
    }

    /** The row's columns in the order of the insert, without the time. */
    Object[] columns() {
        return new Object[] {
            clientId,
            hierarchyId,
            tenant,
            site.code().toUpperCase(Locale.ROOT),
            site.type().name(),
            site.version(),
            mode.name(),
            mobileDeviceSubscription,
            certificate.fingerprint(),
            certificate.name(),
            certificate.expiresAt() == null ? null : certificate.expiresAt().atOffset(ZoneOffset.UTC)
        };
    }
}
