package io.tidings.delivery;

import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The SHA-256 of {@code Content-Digest} (RFC 9530), where the sender announced one. */
final class ContentDigest {

    private static final Pattern SHA256 = Pattern.compile("(?:^|,)\\s*sha-256=:([A-Za-z0-9+/]{43}=):");

    private ContentDigest() {}

    /** The digest in hexadecimal; null when none is announced. One that cannot be read is the sender's to mend. */
    static @Nullable String sha256(@Nullable String header) {
        if (header == null) {
            return null;
        }
        Matcher named = SHA256.matcher(header);
        if (named.find()) {
            return HexFormat.of().formatHex(Base64.getDecoder().decode(named.group(1)));
        }
        throw new Problem(ProblemType.INVALID_PARAMETER, "Content-Digest names no SHA-256 that can be read.")
                .atParameter("Content-Digest", "expected sha-256=:<base64>:");
    }
}
