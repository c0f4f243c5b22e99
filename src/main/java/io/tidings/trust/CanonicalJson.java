package io.tidings.trust;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Writes maps, lists, strings, whole numbers and booleans as JSON with sorted keys and without blanks: in the OLPC
 * canonical form, over which signatures are made, or as ordinary JSON text. They differ only in how strings escape.
 */
final class CanonicalJson {

    /** UTF-8 sorts like code points, UTF-16 does not. */
    private static final Comparator<String> BY_CODE_POINT =
            Comparator.comparing(key -> key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private final StringBuilder out = new StringBuilder();
    private final boolean canonical;

    private CanonicalJson(boolean canonical) {
        this.canonical = canonical;
    }

    /** The bytes that are signed. Raw line ends inside strings make this no valid JSON, which is what OLPC asks for. */
    static byte[] toSign(Object value) {
        return write(value, true);
    }

    /** The bytes of a file. */
    static byte[] text(Object value) {
        return write(value, false);
    }

    private static byte[] write(Object value, boolean canonical) {
        var json = new CanonicalJson(canonical);
        json.value(value);
        return json.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void value(Object value) {
        switch (value) {
            case Map<?, ?> map -> object(map);
            case List<?> list -> array(list);
            case String text -> string(text);
            case Integer number -> out.append(number.intValue());
            case Long number -> out.append(number.longValue());
            case Boolean truth -> out.append(truth.booleanValue());
            case JsonText.Nothing _ -> out.append("null");
            default -> throw new IllegalArgumentException("no canonical form for " + value.getClass());
        }
    }

    private void object(Map<?, ?> map) {
        out.append('{');
        var first = true;
        for (var member : sorted(map)) {
            if (!first) {
                out.append(',');
            }
            first = false;
            string(member.getKey());
            out.append(':');
            value(member.getValue());
        }
        out.append('}');
    }

    private static List<Map.Entry<String, Object>> sorted(Map<?, ?> map) {
        return map.entrySet().stream()
                .map(member -> Map.<String, Object>entry((String) member.getKey(), member.getValue()))
                .sorted(Map.Entry.comparingByKey(BY_CODE_POINT))
                .toList();
    }

    private void array(List<?> list) {
        out.append('[');
        for (var i = 0; i < list.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            value(list.get(i));
        }
        out.append(']');
    }

    private void string(String text) {
        out.append('"');
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' && !canonical) {
                out.append(c == '\n' ? "\\n" : String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
