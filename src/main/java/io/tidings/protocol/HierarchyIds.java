package io.tidings.protocol;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ids of hierarchies: one-way hashes (SHA-256), written in base64url without padding. Plain base64 is understood
 * too, and brought to the one form in which ids are compared.
 */
public final class HierarchyIds {
    private static final int DIGEST_BYTES = 32;
    private static final int LENGTH = 43;
    /** The forms in which .NET reads a GUID: 32 digits, with hyphens, and those in braces or parentheses. */
    private static final Pattern GUID = Pattern.compile(
            "[0-9a-fA-F]{32}|(?<open>[{(]?)[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?<close>[})]?)");

    private HierarchyIds() {}

    /** The id in its one form, or nothing when the text is no SHA-256 in base64 or base64url. */
    public static Optional<String> normalise(String text) {
        if (text.length() < LENGTH || text.length() > LENGTH + 1) {
            return Optional.empty();
        }
        try {
            byte[] digest = Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_'));
            return digest.length == DIGEST_BYTES ? Optional.of(encode(digest)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The one-way hash of a hierarchy's own id: of a GUID's bytes as .NET lays them out, else of the text in UTF-16LE. */
    public static String ofOwnId(String ownId) {
        try {
            return encode(MessageDigest.getInstance("SHA-256").digest(bytesOf(ownId)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String encode(byte[] digest) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    private static byte[] bytesOf(String ownId) {
        Matcher guid = GUID.matcher(ownId.strip());
        if (!guid.matches() || !pairs(guid.group("open"), guid.group("close"))) {
            return ownId.getBytes(UTF_16LE);
        }
        byte[] written = HexFormat.of().parseHex(guid.group().replaceAll("[-{}()]", ""));
        ByteBuffer digits = ByteBuffer.wrap(written);
        // .NET keeps the first three groups as numbers, so their bytes come out in the machine's order
        return ByteBuffer.allocate(written.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(digits.getInt())
                .putShort(digits.getShort())
                .putShort(digits.getShort())
                .put(digits)
                .array();
    }

    private static boolean pairs(@Nullable String open, @Nullable String close) {
        String brackets = (open == null ? "" : open) + (close == null ? "" : close);
        return brackets.isEmpty() || brackets.equals("{}") || brackets.equals("()");
    }
}
