package io.tidings.hierarchy;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** An observation with its columns, encoded before a transaction is open and away from the event loops. */
@SuppressWarnings("ArrayRecordComponent") // written, never compared
record ObservationRow(
        Observation observation,
        String tenant,
        StandingId standingId,
        Buffer standing,
        byte[] canonical,
        String sites,
        String warnings,
        String items) {

    /** A report is known by its hierarchy and its own id. */
    record ReportKey(String hierarchyId, UUID reportId) {}

    static ObservationRow of(Observation one, String tenant) {
        byte[] canonical = one.standing().ownedBy(tenant).canonical();
        StandingId id = StandingId.ofCanonical(canonical);
        return new ObservationRow(
                one,
                tenant,
                id,
                Buffer.buffer(id.bytes()),
                canonical,
                StateJson.sites(one.sites()),
                StateJson.warnings(one.warnings()),
                StateJson.items(one.items()));
    }

    /** The same, but of a hierarchy of that tenant. */
    ObservationRow ownedBy(String owner) {
        byte[] form = observation.standing().ownedBy(owner).canonical();
        StandingId id = StandingId.ofCanonical(form);
        return new ObservationRow(observation, owner, id, Buffer.buffer(id.bytes()), form, sites, warnings, items);
    }

    ReportKey key() {
        return new ReportKey(observation.hierarchyId(), observation.reportId());
    }

    String hierarchyId() {
        return observation.hierarchyId();
    }

    OffsetDateTime collectedAt() {
        return observation.collectedAt().atOffset(ZoneOffset.UTC);
    }

    /** An erasure takes along what was told before it, also what a clock that is fast says was collected later. */
    OffsetDateTime toldAt() {
        Instant collected = observation.collectedAt();
        Instant received = observation.receivedAt();
        return (received.isBefore(collected) ? received : collected).atOffset(ZoneOffset.UTC);
    }

    boolean isServiced() {
        return !observation.servicing().isEmpty();
    }

    /** The newer of two, the second when they are of the same moment. */
    static ObservationRow newer(ObservationRow a, ObservationRow b) {
        return b.observation.collectedAt().isBefore(a.observation.collectedAt()) ? a : b;
    }
}
