package io.tidings.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** What can be said of the texts of a document without walking through it. */
final class JsonTexts {
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
}
