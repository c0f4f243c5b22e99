package io.tidings;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Where no span is recorded a request has its trace by name alone: the id is the caller's or a new one, and is followed, logged
 * and shown as ever, without the span that the framework would begin, describe and throw away.
 */
@Singleton
class TraceIds implements HttpServerOptionsCustomizer {

    /** Behind the polls that are answered at the door, which nothing is logged of, and before all that may refuse. */
    private static final int BEHIND_POLLS = -700;

    private static final TextMapGetter<HttpServerRequest> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(HttpServerRequest request) {
            return request.headers().names();
        }

        @Override
        public @Nullable String get(@Nullable HttpServerRequest request, String name) {
            return request == null ? null : request.getHeader(name);
        }
    };

    private final boolean recorded;
    private final TextMapPropagator propagator;
    private final IdGenerator ids = IdGenerator.random();

    TraceIds(TidingsSettings settings, OpenTelemetry telemetry) {
        recorded = settings.traces().endpoint().isPresent();
        propagator = telemetry.getPropagators().getTextMapPropagator();
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        if (!recorded) {
            options.setTracingPolicy(TracingPolicy.IGNORE);
        }
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        customizeHttpServer(options);
    }

    void register(@Observes Router router) {
        if (!recorded) {
            router.route().order(BEHIND_POLLS).handler(this::name);
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // it ends with the context of the request
    private void name(RoutingContext request) {
        Context caller = propagator.extract(Context.root(), request.request(), HEADERS);
        caller.with(Span.wrap(below(Span.fromContext(caller).getSpanContext()))).makeCurrent();
        request.next();
    }

    private SpanContext below(SpanContext caller) {
        return SpanContext.create(
                caller.isValid() ? caller.getTraceId() : ids.generateTraceId(),
                ids.generateSpanId(),
                TraceFlags.getDefault(),
                caller.getTraceState());
    }
}
