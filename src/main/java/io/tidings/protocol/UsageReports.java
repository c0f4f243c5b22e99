package io.tidings.protocol;

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
}
