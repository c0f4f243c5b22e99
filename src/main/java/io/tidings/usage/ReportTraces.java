package io.tidings.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Carries a trace through Kafka: from an upload into its record, and from there to the batch that takes it. The batch's
 * statements are recorded under the first report that is traced; the others point to it.
 */
@Singleton
class ReportTraces {
    private static final String TRACE = "traceparent";
    /** A thousand uploads in one batch need not all say the same. */
    private static final int MOST = 64;

    private static final TextMapGetter<Map<String, byte[]>> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, byte[]> headers) {
            return headers.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, byte[]> headers, String name) {
            byte[] value = headers == null ? null : headers.get(name);
            return value == null ? null : new String(value, UTF_8);
        }
    };

    private final Tracer tracer;
    private final TextMapPropagator propagator;

    ReportTraces(OpenTelemetry telemetry) {
        tracer = telemetry.getTracer(ReportTraces.class.getPackageName());
        propagator = telemetry.getPropagators().getTextMapPropagator();
    }

    /** Sends within a span that the record names in its headers; a record that is only handed on keeps its own trace. */
    Uni<Void> sending(ProducerRecord<byte[], byte[]> record, Supplier<Uni<Void>> send) {
        if (record.headers().lastHeader(TRACE) != null) {
            return send.get();
        }
        Span span = span(record.topic() + " send", SpanKind.PRODUCER, record.topic())
                .startSpan();
        propagator.inject(Context.current().with(span), record, (carrier, name, value) -> {
            if (carrier != null) {
                carrier.headers().add(name, value.getBytes(UTF_8));
            }
        });
        return ended(send.get(), List.of(span));
    }

    /** Takes a batch; its log lines and statements belong to the trace of the first report that has one. */
    @SuppressWarnings("MustBeClosedChecker") // it is closed when the batch ends, long after this method
    <T> Uni<T> taking(List<Arrival> arrivals, Supplier<Uni<T>> take) {
        List<Span> spans = spans(arrivals);
        Scope scope = spans.getFirst().makeCurrent();
        return ended(take.get(), spans).onTermination().invoke(scope::close);
    }

    /** The trace that a report came with, whether or not it is recorded. */
    SpanContext of(Arrival arrival) {
        return arrival.headers().containsKey(TRACE)
                ? Span.fromContext(propagator.extract(Context.root(), arrival.headers(), HEADERS))
                        .getSpanContext()
                : SpanContext.getInvalid();
    }

    private List<Span> spans(List<Arrival> arrivals) {
        List<Span> spans = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            SpanContext upload = of(arrival);
            if (upload.isSampled() && spans.size() < MOST) {
                SpanBuilder builder =
                        taken(arrivals.size()).setParent(Context.root().with(Span.wrap(upload)));
                spans.stream().limit(1).forEach(first -> builder.addLink(first.getSpanContext()));
                spans.add(builder.startSpan());
            }
        }
        return spans.isEmpty() ? List.of(taken(arrivals.size()).setNoParent().startSpan()) : spans;
    }

    private SpanBuilder taken(int size) {
        return span(Topics.USAGE + " process", SpanKind.CONSUMER, Topics.USAGE)
                .setAttribute("messaging.batch.message_count", size);
    }

    private SpanBuilder span(String name, SpanKind kind, String topic) {
        return tracer.spanBuilder(name)
                .setSpanKind(kind)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.destination.name", topic);
    }

    private static <T> Uni<T> ended(Uni<T> work, List<Span> spans) {
        return work.onFailure()
                .invoke(failure -> spans.forEach(span -> span.setStatus(StatusCode.ERROR)))
                .onTermination()
                .invoke(() -> spans.forEach(Span::end));
    }
}
