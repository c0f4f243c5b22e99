package io.tidings.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.tidings.protocol.HierarchyIds;
import io.tidings.protocol.Reading;
import io.tidings.protocol.UsageReport;
import io.tidings.protocol.UsageReports;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP mouth of a connection point: what can be seen to be wrong is answered at once, the rest goes to Kafka untouched
 * and is answered when Kafka has it.
 */
@Path("/v1/hierarchies/{id}/usage")
class UsageResource {
    private static final int ACCEPTED = 202;

    private final UsageProducer producer;
    private final Gate gate;
    private final Upload upload;
    private final IntakeMetrics metrics;

    UsageResource(UsageProducer producer, Gate gate, Upload upload, IntakeMetrics metrics) {
        this.producer = producer;
        this.gate = gate;
        this.upload = upload;
        this.metrics = metrics;
    }

    /** The report is in Kafka's hands. */
    record Taken(String reportId) {}

    @POST
    @RolesAllowed("connection-point")
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(ACCEPTED)
    @APIResponseSchema(value = Taken.class, responseCode = "202", responseDescription = "Kafka has it")
    public Uni<Taken> upload(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding,
            byte[] body) {
        return gate.pass(body.length, place -> Uni.createFrom()
                .item(() -> checked(id, upload.upTo(UsageReports.MAX_BYTES, body, encoding, place)))
                // to inflate and read a large one takes longer than an event loop may be held
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(this::handOn));
    }

    /** What comes under another media type is told so by us, to be counted. Without one it may well be a report. */
    @POST
    @RolesAllowed("connection-point")
    @Consumes(MediaType.WILDCARD)
    @ResponseStatus(ACCEPTED)
    @Operation(hidden = true)
    public Uni<Taken> uploadOfAnyType(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            byte[] body) {
        if (contentType != null) {
            throw upload.unknownMediaType("A usage report is application/json");
        }
        return upload(id, encoding, body);
    }

    /** A report, and the bytes it was. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Checked(UsageReport report, byte[] plain) {}

    private Checked checked(String id, byte[] plain) {
        UsageReport report = read(plain);
        if (!HierarchyIds.normalise(id).filter(report.hierarchyId()::equals).isPresent()) {
            UsageFault fault = new UsageFault.KeyMismatch();
            metrics.refused(fault);
            throw new Problem(ProblemType.INVALID, "The report is about another hierarchy than the address")
                    .at("/hierarchyId", "not the hierarchy of the address")
                    .with("code", fault.code());
        }
        return new Checked(report, plain);
    }

    private UsageReport read(byte[] plain) {
        return switch (UsageReports.read(plain)) {
            case Reading.Read<UsageReport>(UsageReport report) -> report;
            case Reading.Unreadable<UsageReport> no -> {
                UsageFault fault = UsageFault.Unreadable.of(no);
                metrics.refused(fault);
                throw Upload.problem(fault);
            }
        };
    }

    private Uni<Taken> handOn(Checked checked) {
        byte[] key = checked.report().hierarchyId().getBytes(UTF_8);
        return producer.send(new ProducerRecord<>(Topics.USAGE, key, checked.plain()))
                .replaceWith(() -> new Taken(checked.report().reportId().toString()));
    }
}
