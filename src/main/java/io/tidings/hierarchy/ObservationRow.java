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
        String topology,
        String clients,
        String warnings,
        UUID shape,
        String items) {

    /** A report is known by its hierarchy, its own id, and the day of its collection: as in the ledger, which is cut by days. */
    record ReportKey(String hierarchyId, UUID reportId, long day) {
        private static final int SECONDS = 86_400;

        static ReportKey of(Observation one) {
            return new ReportKey(
                    one.hierarchyId(),
                    one.reportId(),
                    Math.floorDiv(one.collectedAt().getEpochSecond(), SECONDS));
        }
    }

    static ObservationRow of(Observation one, String tenant) {
        byte[] canonical = one.standing().ownedBy(tenant).canonical();
        StandingId id = StandingId.ofCanonical(canonical);
        String topology = StateJson.topology(one.sites());
        String warnings = StateJson.warnings(one.warnings());
        return new ObservationRow(
                one,
                tenant,
                id,
                Buffer.buffer(id.bytes()),
                canonical,
                topology,
                StateJson.clients(one.sites()),
                warnings,
                StateShape.of(id, one.level(), one.mode(), topology, warnings),
                StateJson.items(one.items()));
    }

    /** The same, but of a hierarchy of that tenant. */
    ObservationRow ownedBy(String owner) {
        return of(observation, owner);
    }

    ReportKey key() {
        return ReportKey.of(observation);
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
