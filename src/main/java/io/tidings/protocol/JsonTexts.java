package io.tidings.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/** What can be said of the texts of a document without walking through it. */
final class JsonTexts {
    private static final int MAX_EXPONENT = 400;

    private JsonTexts() {}

    /** Whether there are no escapes and nothing but ASCII; what is not UTF-8 is a flaw. */
    static boolean isPlain(byte[] bytes) throws FlawFound {
        int all = 0;
        boolean escapes = false;
        for (byte b : bytes) {
            all |= b;
            escapes |= b == '\\';
        }
        if (all < 0) {
            try {
                // the parser's own decoder is lenient, and passes over what nobody asks for
                UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            } catch (CharacterCodingException e) {
                throw new FlawFound(Flaw.NOT_UTF8, "", "the bytes are not UTF-8");
            }
        }
        return all >= 0 && !escapes;
    }

    /** In characters as JSON Schema counts them, not in halves of a pair. */
    static boolean isLonger(String text, int longest) {
        return text.length() > longest && text.codePointCount(0, text.length()) > longest;
    }

    /** Why a text cannot be stored; null if it can. */
    static @Nullable String trouble(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return "a text with NUL or half a surrogate pair";
            }
            if (Character.isHighSurrogate(c) && (++i == text.length() || !Character.isLowSurrogate(text.charAt(i)))) {
                return "a text with half a surrogate pair";
            }
        }
        return null;
    }

    /** A number of few characters may need more digits than anybody has room for. */
    static boolean isBeyondReason(String number) {
        int e = Math.max(number.indexOf('e'), number.indexOf('E'));
        return e >= 0
                && (number.length() - e > 6 || Math.abs(Integer.parseInt(number.substring(e + 1))) > MAX_EXPONENT);
    }
}
