package io.tidings.problem;

import io.vertx.core.Context;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.spi.VertxTracerFactory;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A tracer that shows each request to somebody before it is traced, and leaves tracing to another. Of all that sees requests
 * this alone sees every one, in the order in which they came, before anybody may answer.
 */
public final class FirstLook<I, O> implements VertxTracer<I, O> {

    private final VertxTracer<I, O> tracer;
    private final Consumer<HttpServerRequest> look;

    private FirstLook(VertxTracer<I, O> tracer, Consumer<HttpServerRequest> look) {
        this.tracer = tracer;
        this.look = look;
    }

    /** From then on each request of every server is shown to that one, too. */
    @SuppressWarnings("deprecation") // how it is done in Vert.x 5 comes with Vert.x 5
    public static void add(VertxOptions options, Consumer<HttpServerRequest> look) {
        // without a factory nothing is traced, as in dev mode
        TracingOptions tracing = Objects.requireNonNullElseGet(options.getTracingOptions(), FirstLook::withoutTracing);
        VertxTracerFactory tracers = tracing.getFactory();
        options.setTracingOptions(tracing.setFactory(asked -> of(tracers.tracer(asked), look)));
    }

    @SuppressWarnings("deprecation")
    private static TracingOptions withoutTracing() {
        return new TracingOptions().setFactory(VertxTracerFactory.NOOP);
    }

    private static VertxTracer<?, ?> of(VertxTracer<?, ?> tracer, Consumer<HttpServerRequest> look) {
        return new FirstLook<>(tracer, look);
    }

    @Override
    public <R> @Nullable I receiveRequest(
            Context context,
            SpanKind kind,
            TracingPolicy policy,
            R request,
            String operation,
            Iterable<Entry<String, String>> headers,
            TagExtractor<R> tags) {
        if (request instanceof HttpServerRequest asked) {
            look.accept(asked);
        }
        return tracer.receiveRequest(context, kind, policy, request, operation, headers, tags);
    }

    @Override
    public <R> void sendResponse(
            Context context, R response, I payload, @Nullable Throwable failure, TagExtractor<R> tags) {
        tracer.sendResponse(context, response, payload, failure, tags);
    }

    @Override
    public <R> @Nullable O sendRequest(
            Context context,
            SpanKind kind,
            TracingPolicy policy,
            R request,
            String operation,
            BiConsumer<String, String> headers,
            TagExtractor<R> tags) {
        return tracer.sendRequest(context, kind, policy, request, operation, headers, tags);
    }

    @Override
    public <R> void receiveResponse(
            Context context, R response, O payload, @Nullable Throwable failure, TagExtractor<R> tags) {
        tracer.receiveResponse(context, response, payload, failure, tags);
    }

    @Override
    public void close() {
        tracer.close();
    }
}
