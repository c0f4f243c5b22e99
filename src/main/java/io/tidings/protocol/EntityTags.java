package io.tidings.protocol;

import org.jspecify.annotations.Nullable;

/** The lists of entity tags in {@code If-Match} and {@code If-None-Match}, read as RFC 9110 (8.8.3, 13.1) writes them. */
public final class EntityTags {

    private EntityTags() {}

    /**
     * Whether If-None-Match names the tag. Both sides are compared weakly, as a cache may ask; what cannot be read names
     * nothing, so that a broken validator costs a full answer and never a wrong one.
     */
    public static boolean name(@Nullable String header, String strongTag) {
        return header != null && lists(header, strongTag, true);
    }

    /** Whether If-Match, where it is there, lets the tag pass. A weak one does not, nor what cannot be read. */
    public static boolean allow(@Nullable String header, String strongTag) {
        return header == null || lists(header, strongTag, false);
    }

    private static boolean lists(String header, String strongTag, boolean weaklyToo) {
        if (header.strip().equals("*")) {
            return true;
        }
        int at = skipSeparators(header, 0);
        while (at < header.length()) {
            boolean isWeak = header.startsWith("W/", at);
            int open = isWeak ? at + 2 : at;
            int close = closingQuote(header, open);
            if (close < 0) {
                return false;
            }
            if ((weaklyToo || !isWeak)
                    && strongTag.length() == close + 1 - open
                    && header.regionMatches(open, strongTag, 0, strongTag.length())) {
                return true;
            }
            at = nextElement(header, close + 1);
            if (at < 0) {
                return false;
            }
        }
        return false;
    }

    private static int closingQuote(String header, int open) {
        if (open >= header.length() || header.charAt(open) != '"') {
            return -1;
        }
        return header.indexOf('"', open + 1);
    }

    private static int nextElement(String header, int from) {
        int at = skipSeparators(header, from);
        return at == header.length() || header.substring(from, at).contains(",") ? at : -1;
    }

    private static int skipSeparators(String header, int from) {
        int at = from;
        while (at < header.length() && " \t,".indexOf(header.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }
}
