package io.tidings.trust;

import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

/** One signature and the id of the key that made it. That it exists proves nothing: {@link VerificationKey} does. */
public record Signature(String keyId, String hex) {

    private static final Pattern HEX = Pattern.compile("([0-9a-fA-F]{2})*");

    static Signature of(String keyId, byte[] signature) {
        return new Signature(keyId, HexFormat.of().formatHex(signature));
    }

    static Signature from(Fields fields) {
        return new Signature(fields.text("keyid"), fields.text("sig"));
    }

    /** Nothing at all where it is no hexadecimal: a broken signature counts as none, it does not spoil the others. */
    byte[] bytes() {
        return HEX.matcher(hex).matches() ? HexFormat.of().parseHex(hex) : new byte[0];
    }

    Map<String, Object> toTree() {
        return Map.of("keyid", keyId, "sig", hex);
    }
}
