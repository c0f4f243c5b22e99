package io.tidings.fleet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidings.protocol.UsageReport;
import io.tidings.protocol.UsageReports;
import org.jspecify.annotations.Nullable;

/** The ways in which a report can be spoilt, each with the reason for which it must be refused. */
public enum Breakage {
    NOT_JSON("not-json", json -> "<report/>"),
    TRUNCATED("not-json", json -> json.substring(0, json.length() - 2)),
    NAN("not-json", json -> json.replaceFirst("\"level\":\\d", "\"level\":NaN")),
    NOT_UTF8("not-utf8", json -> json.replaceFirst("\"mode\"", "\"\u00ff\":1,\"mode\"")),
    DUPLICATE_KEY("duplicate-key", json -> json.replaceFirst("\"mode\"", "\"level\":1,\"mode\"")),
    MISSING_FIELD("missing-field", json -> json.replaceFirst("\"level\"", "\"livel\"")),
    WRONG_TYPE("wrong-field", json -> json.replaceFirst("\"level\":\\d", "\"level\":\"two\"")),
    UNKNOWN_SCHEMA("unknown-schema", json -> json.replaceFirst("usage-report/1", "usage-report/2")),
    TOO_DEEP(
            "too-deep",
            json -> json.replaceFirst("\"mode\"", "\"x\":" + "[".repeat(32) + "]".repeat(32) + ",\"mode\"")),
    TOO_BIG("too-big", json -> json + " ".repeat(UsageReports.MAX_BYTES + 1 - json.length())),
    TWO_CONNECTION_POINTS(
            "impossible-topology",
            json -> json.replaceFirst(
                    "\\{\"role\":\"service-connection-point\"",
                    "{\"role\":\"service-connection-point\",\"server\":\"x\"},{\"role\":\"service-connection-point\"")),
    FROM_THE_FUTURE(
            "collected-in-future",
            json -> json.replaceFirst("\"collectedAt\":\"[^\"]*\"", "\"collectedAt\":\"2999-01-01T00:00:00Z\"")),
    FOREIGN_KEY("key-mismatch", json -> json),
    EMPTY("empty", json -> ""),
    TOMBSTONE("tombstone", json -> null);

    private final String reason;

    @SuppressWarnings("ImmutableEnumChecker") // none of them captures anything
    private final Spoiling spoiling;

    /** What becomes of the document; null where nothing at all is sent. */
    @FunctionalInterface
    private interface Spoiling {
        @Nullable
        String of(String json);
    }

    Breakage(String reason, Spoiling spoiling) {
        this.reason = reason;
        this.spoiling = spoiling;
    }

    /** The code under which the intake keeps it. */
    public String reason() {
        return reason;
    }

    public byte @Nullable [] spoil(UsageReport report) {
        String spoilt = spoiling.of(new String(report.toJson(), UTF_8));
        // the reports of the fleet are ASCII: a single byte above it is no UTF-8
        return spoilt == null ? null : spoilt.getBytes(ISO_8859_1);
    }

    /** The key it is sent under: its hierarchy, unless that is what is wrong. */
    public String key(UsageReport report) {
        String own = report.hierarchyId();
        return this == FOREIGN_KEY ? (own.charAt(0) == 'A' ? 'B' : 'A') + own.substring(1) : own;
    }
}
