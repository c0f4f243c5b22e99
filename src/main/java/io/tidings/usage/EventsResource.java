package io.tidings.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.tidings.protocol.CloudEvents;
import io.tidings.protocol.Reading;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.ResponseStatus;

/**
 * The mouth for a function runtime that pushes CloudEvents. It does not go through Kafka: the runtime may well have its
 * events from there, and they would come round again.
 */
@Path("/v1/events")
class EventsResource {
    private static final Logger LOG = Logger.getLogger(EventsResource.class);
    private static final int ACCEPTED = 202;
    private static final String WAY = "/v1/events";
    private static final String CONTENT_TYPE = "content-type";

    private final UsageIntake intake;
    private final UsageSettings settings;
    private final Clock clock;

    EventsResource(UsageIntake intake, UsageSettings settings, Clock clock) {
        this.intake = intake;
        this.settings = settings;
        this.clock = clock;
    }

    /** How many events were taken, and which were refused: those lie among the rejected reports. */
    record Taken(int accepted, List<Refusal> refused) {}

    /** One refused event, by its place in the request. */
    record Refusal(int index, String code, String detail) {}

    @POST
    @RolesAllowed("publisher")
    @Consumes(MediaType.WILDCARD)
    @ResponseStatus(ACCEPTED)
    @APIResponseSchema(
            value = Taken.class,
            responseCode = "202",
            responseDescription = "What was taken, and what was refused")
    public Uni<Taken> push(@Context HttpHeaders headers, byte[] body) {
        byte[] plain =
                Upload.plain(body, headers.getHeaderString(HttpHeaders.CONTENT_ENCODING), CloudEvents.MAX_BATCH_BYTES);
        Pushed pushed = CloudEvents.isBatch(headers.getHeaderString(HttpHeaders.CONTENT_TYPE))
                ? batch(plain)
                : new Pushed(List.of(single(headers, plain)), false);
        return intake.acceptSoon(pushed.arrivals())
                .onFailure()
                .transform(this::comeAgain)
                .map(receipts -> taken(receipts, pushed.isBatch()));
    }

    /** What is in a request: of a batch each event is taken or refused by itself. */
    private record Pushed(List<Arrival> arrivals, boolean isBatch) {}

    /** One that cannot be taken apart is kept whole. */
    private Pushed batch(byte[] plain) {
        return switch (CloudEvents.batch(plain)) {
            case Reading.Read<List<byte[]>>(List<byte[]> events) ->
                new Pushed(
                        events.stream()
                                .map(event -> arrival(event, CloudEvents.STRUCTURED))
                                .toList(),
                        true);
            case Reading.Unreadable<List<byte[]>> _ -> new Pushed(List.of(arrival(plain, CloudEvents.BATCH)), false);
        };
    }

    private Arrival arrival(byte[] body, String contentType) {
        return arrival(body, Map.of(CONTENT_TYPE, contentType.getBytes(UTF_8)));
    }

    private Arrival arrival(byte[] body, Map<String, byte[]> headers) {
        return new Arrival(body, null, headers, Arrival.Origin.of(WAY), clock.instant());
    }

    /** One event arrives as a record of Kafka does: with its headers, in either mode. */
    private Arrival single(HttpHeaders headers, byte[] plain) {
        Map<String, byte[]> all = new HashMap<>();
        headers.getRequestHeaders().forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith("ce-")) {
                all.put(
                        "ce_" + lower.substring("ce-".length()),
                        CloudEvents.ofHttpHeader(values.getFirst()).getBytes(UTF_8));
            }
        });
        String contentType = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        if (contentType != null) {
            all.put(CONTENT_TYPE, contentType.getBytes(UTF_8));
        }
        if (!all.containsKey("ce_specversion") && !CloudEvents.isStructured(contentType)) {
            throw new Problem(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE, "A CloudEvent is expected: binary, structured or batch");
        }
        return arrival(plain, all);
    }

    private Problem comeAgain(Throwable failure) {
        LOG.debug("Pushed events were not taken", failure);
        return new Problem(ProblemType.UNAVAILABLE, "The events could not be taken. Send them again later")
                .retryAfter(settings.retryAfter());
    }

    private static Taken taken(List<Receipt> receipts, boolean batch) {
        List<Refusal> refused = new ArrayList<>();
        for (int i = 0; i < receipts.size(); i++) {
            if (receipts.get(i) instanceof Receipt.Refused(UsageFault fault)) {
                if (!batch) {
                    throw Upload.problem(fault);
                }
                refused.add(new Refusal(i, fault.code(), fault.detail()));
            }
        }
        return new Taken(receipts.size() - refused.size(), refused);
    }
}
