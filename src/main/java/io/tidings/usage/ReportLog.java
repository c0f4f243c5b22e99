package io.tidings.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.trace.SpanContext;
import io.tidings.protocol.HierarchyIds;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Log lines about one report: they carry its hierarchy and its trace, and nothing of what it says. */
@Singleton
class ReportLog {
    private static final Logger LOG = Logger.getLogger(ReportLog.class);
    private static final String HIERARCHY = "hierarchyId";
    private static final String TRACE = "traceId";

    private final ReportTraces traces;

    ReportLog(ReportTraces traces) {
        this.traces = traces;
    }

    void refused(Arrival arrival, UsageFault fault) {
        if (LOG.isDebugEnabled()) {
            about(arrival, () -> LOG.debugf("Refused as %s: %s", fault.code(), arrival.origin()));
        }
    }

    /** The message of what was thrown stays out: it may repeat the report. */
    void failed(Arrival arrival, RuntimeException failure) {
        IllegalStateException bare =
                new IllegalStateException(failure.getClass().getName());
        bare.setStackTrace(failure.getStackTrace());
        about(arrival, () -> LOG.errorf(bare, "A report could not be decoded: %s", arrival.origin()));
    }

    private void about(Arrival arrival, Runnable line) {
        Map<String, Object> before = new HashMap<>();
        SpanContext trace = traces.of(arrival);
        if (trace.isValid()) {
            put(TRACE, trace.getTraceId(), before);
        }
        if (arrival.key() != null) {
            // whatever a producer sends would be written into the log: only what can be an id is
            HierarchyIds.normalise(new String(arrival.key(), UTF_8)).ifPresent(id -> put(HIERARCHY, id, before));
        }
        line.run();
        before.forEach((name, value) -> {
            MDC.remove(name);
            if (!value.equals("")) {
                MDC.put(name, value);
            }
        });
    }

    private static void put(String name, String value, Map<String, Object> before) {
        Object there = MDC.get(name);
        before.put(name, there == null ? "" : there);
        MDC.put(name, value);
    }
}
