package io.tidings.problem;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import java.util.Map.Entry;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A tracer that shows each request to somebody before it is traced, and leaves tracing to another. */
final class FirstLook<I, O> implements VertxTracer<I, O> {

    private final VertxTracer<I, O> tracer;
    private final Consumer<HttpServerRequest> look;

    private FirstLook(VertxTracer<I, O> tracer, Consumer<HttpServerRequest> look) {
        this.tracer = tracer;
        this.look = look;
    }

    static <I, O> FirstLook<I, O> of(VertxTracer<I, O> tracer, Consumer<HttpServerRequest> look) {
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
