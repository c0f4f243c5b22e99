package io.tidings.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
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
    private final UsageSettings settings;
    private final IntakeMetrics metrics;

    UsageResource(UsageProducer producer, UsageSettings settings, IntakeMetrics metrics) {
        this.producer = producer;
        this.settings = settings;
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
        byte[] plain = Upload.upTo(UsageReports.MAX_BYTES, body, encoding);
        UsageReport report = read(plain);
        if (!HierarchyIds.normalise(id).filter(report.hierarchyId()::equals).isPresent()) {
            UsageFault fault = new UsageFault.KeyMismatch();
            metrics.refused(fault);
            throw new Problem(ProblemType.INVALID, "The report is about another hierarchy than the address")
                    .at("/hierarchyId", "not the hierarchy of the address")
                    .with("code", fault.code());
        }
        return producer.send(
                        new ProducerRecord<>(Topics.USAGE, report.hierarchyId().getBytes(UTF_8), plain))
                .onFailure()
                .transform(failure -> comeAgain())
                .replaceWith(() -> new Taken(report.reportId().toString()));
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

    private Problem comeAgain() {
        return new Problem(ProblemType.UNAVAILABLE, "The report could not be handed on. Send it again later")
                .retryAfter(settings.retryAfter());
    }
}
