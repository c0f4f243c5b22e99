package io.tidings.delivery;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code Range} header over a file of known length (RFC 9110, 14.2): what of it is to be sent. */
sealed interface ByteRanges {

    /** A client that asks for more pieces than this gets the whole file instead: pieces cost us more than it. */
    int MOST = 16;

    /** No range was asked for, or none that can be read: RFC 9110 lets a server ignore it. */
    record Whole() implements ByteRanges {}

    /** The pieces, in the order asked for, each inside the file. */
    record Parts(List<Part> parts) implements ByteRanges {}

    /** Every piece lies behind the end of the file. */
    record Unsatisfiable() implements ByteRanges {}

    /** A piece of a file: {@code from} and {@code to} are both part of it. */
    record Part(long from, long to) {
        long length() {
            return to - from + 1;
        }
    }

    static ByteRanges of(@Nullable String header, long length) {
        if (header == null || !header.regionMatches(true, 0, "bytes=", 0, 6)) {
            return new Whole();
        }
        String[] specs = header.substring(6).split(",", MOST + 2);
        if (specs.length > MOST) {
            return new Whole();
        }
        List<Part> parts = new ArrayList<>(specs.length);
        boolean asked = false;
        for (String spec : specs) {
            String trimmed = spec.strip();
            if (trimmed.isEmpty()) {
                continue;
            }
            asked = true;
            if (!addPart(parts, trimmed, length)) {
                return new Whole();
            }
        }
        if (!asked) {
            return new Whole();
        }
        if (parts.isEmpty()) {
            return new Unsatisfiable();
        }
        // pieces that overlap so much that the file itself is less (RFC 9110, 17.15)
        long sum = parts.stream().mapToLong(Part::length).sum();
        return sum > length ? new Whole() : new Parts(List.copyOf(parts));
    }

    private static boolean addPart(List<Part> parts, String spec, long length) {
        int dash = spec.indexOf('-');
        if (dash < 0) {
            return false;
        }
        long from = number(spec.substring(0, dash));
        long to = number(spec.substring(dash + 1));
        if (from == BROKEN || to == BROKEN || (from == ABSENT && to == ABSENT)) {
            return false;
        }
        if (from == ABSENT) {
            if (to > 0 && length > 0) {
                parts.add(new Part(Math.max(0, length - to), length - 1));
            }
            return true;
        }
        if (to != ABSENT && to < from) {
            return false;
        }
        if (from < length) {
            parts.add(new Part(from, to == ABSENT ? length - 1 : Math.min(to, length - 1)));
        }
        return true;
    }

    long ABSENT = -1;
    long BROKEN = -2;

    private static long number(String digits) {
        if (digits.isEmpty()) {
            return ABSENT;
        }
        if (digits.length() > 18 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return BROKEN;
        }
        return Long.parseLong(digits);
    }
}
