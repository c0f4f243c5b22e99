package io.tidings.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * The mouth for a function runtime that pushes CloudEvents. It does not go through Kafka: the runtime may well have its
 * events from there, and they would come round again.
 */
@Path("/v1/events")
class EventsResource {
    private static final int ACCEPTED = 202;
    private static final String WAY = "/v1/events";
    private static final String CONTENT_TYPE = "content-type";

    private final UsageIntake intake;
    private final Gate gate;
    private final Upload upload;
    private final UsageSettings settings;
    private final Clock clock;

    EventsResource(UsageIntake intake, Gate gate, Upload upload, UsageSettings settings, Clock clock) {
        this.intake = intake;
        this.gate = gate;
        this.upload = upload;
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
        Sent sent = Sent.of(headers, body, clock.instant());
        return gate.pass(body.length, place -> take(sent, place))
                .ifNoItem()
                .after(settings.commitWithin())
                .failWith(gate::comeAgain);
    }

    private Uni<Taken> take(Sent sent, Gate.Place place) {
        return Uni.createFrom()
                .item(() -> pushed(sent, place))
                // to inflate a batch and take it apart takes longer than an event loop may be held
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(pushed ->
                        intake.acceptSoon(pushed.arrivals()).map(receipts -> taken(receipts, pushed.isBatch())));
    }

    private Pushed pushed(Sent sent, Gate.Place place) {
        byte[] plain = upload.plain(CloudEvents.MAX_BATCH_BYTES, sent.body(), sent.encoding(), place);
        if (CloudEvents.isBatch(sent.contentType())) {
            return batch(plain, sent.at());
        }
        if (!sent.attributes().containsKey("ce_specversion") && !CloudEvents.isStructured(sent.contentType())) {
            throw upload.unknownMediaType("A CloudEvent is expected: binary, structured or batch");
        }
        return new Pushed(List.of(arrival(plain, sent.attributes(), sent.at())), false);
    }

    /** A request, read before its thread is another; its attributes are those of a record of Kafka. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Sent(
            byte[] body,
            @Nullable String encoding,
            @Nullable String contentType,
            Map<String, byte[]> attributes,
            Instant at) {

        static Sent of(HttpHeaders headers, byte[] body, Instant at) {
            String contentType = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
            return new Sent(
                    body,
                    headers.getHeaderString(HttpHeaders.CONTENT_ENCODING),
                    contentType,
                    attributes(headers, contentType),
                    at);
        }

        private static Map<String, byte[]> attributes(HttpHeaders headers, @Nullable String contentType) {
            Map<String, byte[]> all = new HashMap<>();
            headers.getRequestHeaders().forEach((name, values) -> {
                String lower = name.toLowerCase(Locale.ROOT);
                if (lower.startsWith("ce-")) {
                    all.put(
                            "ce_" + lower.substring("ce-".length()),
                            CloudEvents.ofHttpHeader(values.getFirst()).getBytes(UTF_8));
                }
            });
            if (contentType != null) {
                all.put(CONTENT_TYPE, contentType.getBytes(UTF_8));
            }
            return all;
        }
    }

    /** What is in a request: of a batch each event is taken or refused by itself. */
    private record Pushed(List<Arrival> arrivals, boolean isBatch) {}

    /** One that cannot be taken apart is kept whole. */
    private static Pushed batch(byte[] plain, Instant at) {
        return switch (CloudEvents.batch(plain)) {
            case Reading.Read<List<byte[]>>(List<byte[]> events) ->
                new Pushed(
                        events.stream()
                                .map(event -> arrival(event, typed(CloudEvents.STRUCTURED), at))
                                .toList(),
                        true);
            case Reading.Unreadable<List<byte[]>> _ ->
                new Pushed(List.of(arrival(plain, typed(CloudEvents.BATCH), at)), false);
        };
    }

    private static Map<String, byte[]> typed(String contentType) {
        return Map.of(CONTENT_TYPE, contentType.getBytes(UTF_8));
    }

    private static Arrival arrival(byte[] body, Map<String, byte[]> headers, Instant at) {
        return new Arrival(body, null, headers, Arrival.Origin.of(WAY), at);
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
