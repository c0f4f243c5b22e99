package io.tidings.trust;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the JSON that can be signed: UTF-8, no duplicate keys, no fractions, no deeper than 32. Stricter than JSON on
 * purpose: two readers must never understand the same signed bytes differently.
 */
final class JsonText {

    /** JSON's null, which no map of this room can hold. */
    enum Nothing {
        NULL
    }

    private static final int DEEPEST = 32;

    private final String text;
    private int at;
    private int depth;

    private JsonText(String text) {
        this.text = text;
    }

    static Object parse(byte[] utf8) {
        var reader = new JsonText(decoded(utf8));
        var value = reader.value();
        reader.blanks();
        if (reader.at < reader.text.length()) {
            throw reader.fault("something follows the end");
        }
        return value;
    }

    private static String decoded(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Untrusted(Untrusted.Reason.MALFORMED, "not UTF-8");
        }
    }

    private Object value() {
        blanks();
        if (++depth > DEEPEST) {
            throw fault("deeper than " + DEEPEST);
        }
        var value =
                switch (peek()) {
                    case '{' -> object();
                    case '[' -> array();
                    case '"' -> string();
                    case 't' -> word("true", true);
                    case 'f' -> word("false", false);
                    case 'n' -> word("null", Nothing.NULL);
                    default -> number();
                };
        depth--;
        return value;
    }

    private Map<String, Object> object() {
        var members = new LinkedHashMap<String, Object>();
        take('{');
        if (closes('}')) {
            return members;
        }
        do {
            blanks();
            var key = string();
            blanks();
            take(':');
            if (members.putIfAbsent(key, value()) != null) {
                throw fault("a key stands there twice");
            }
        } while (goesOn('}'));
        return members;
    }

    private List<Object> array() {
        var items = new ArrayList<Object>();
        take('[');
        if (closes(']')) {
            return items;
        }
        do {
            items.add(value());
        } while (goesOn(']'));
        return items;
    }

    private boolean closes(char end) {
        blanks();
        if (peek() != end) {
            return false;
        }
        at++;
        return true;
    }

    private boolean goesOn(char end) {
        blanks();
        if (peek() == ',') {
            at++;
            return true;
        }
        take(end);
        return false;
    }

    private String string() {
        take('"');
        var out = new StringBuilder();
        while (peek() != '"') {
            var c = next();
            if (c < ' ') {
                throw fault("a control character in a string");
            }
            out.append(c == '\\' ? escaped() : c);
        }
        at++;
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(out)) {
            throw fault("half of a surrogate pair");
        }
        return out.toString();
    }

    private char escaped() {
        var c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
                    throw fault("a broken escape");
                }
                at += 4;
                yield (char) Integer.parseInt(text, at - 4, at, 16);
            }
            default -> throw fault("an unknown escape");
        };
    }

    private Long number() {
        var from = at;
        while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '-')) {
            at++;
        }
        var digits = text.substring(from, at);
        if (!digits.matches("0|-?[1-9][0-9]{0,17}")) {
            throw fault("not a whole number");
        }
        return Long.valueOf(digits);
    }

    private Object word(String word, Object meaning) {
        if (!text.startsWith(word, at)) {
            throw fault("an unknown word");
        }
        at += word.length();
        return meaning;
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void take(char expected) {
        if (next() != expected) {
            throw fault("expected " + expected);
        }
    }

    private char next() {
        var c = peek();
        at++;
        return c;
    }

    private char peek() {
        if (at >= text.length()) {
            throw fault("it ends too early");
        }
        return text.charAt(at);
    }

    private Untrusted fault(String what) {
        return new Untrusted(Untrusted.Reason.MALFORMED, "not the JSON that is signed: " + what + ", at " + at);
    }
}
