package io.tidings.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The door to usage reports on the wire: bytes in, a report or the flaw that makes them none. */
public final class UsageReports {
    /** No report is bigger: 1 MiB. */
    public static final int MAX_BYTES = 1 << 20;

    private static final int MAX_DEPTH = 32;
    private static final Bounds BOUNDS = Bounds.of(MAX_BYTES, MAX_DEPTH, Bounds.MAX_STRING);

    private UsageReports() {}

    public static Reading<UsageReport> read(byte[] document) {
        return JsonCursor.read(document, BOUNDS, cursor -> new UsageReportReader(cursor).report());
    }

    /** The JSON Schema (2020-12) of a usage report. */
    public static byte[] schema() {
        try (InputStream file =
                Objects.requireNonNull(UsageReports.class.getResourceAsStream("usage-report.schema.json"))) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the schema is part of the program", e);
        }
    }
}
