package io.tidings.usage;

import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.tidings.protocol.Flaw;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A body as it was uploaded, made plain: gzip is undone, and no further than a bound. */
final class Upload {
    private Upload() {}

    /** Of more than that much there is one byte more, to be seen. */
    static byte[] upTo(int maxBytes, byte[] body, @Nullable String contentEncoding) {
        String encoding =
                contentEncoding == null ? "identity" : contentEncoding.strip().toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "", "identity" -> body;
            case "gzip", "x-gzip" -> inflate(body, maxBytes);
            default ->
                throw new Problem(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding is gzip or none")
                        .header("Accept-Encoding", "gzip");
        };
    }

    static byte[] plain(byte[] body, @Nullable String contentEncoding, int maxBytes) {
        byte[] plain = upTo(maxBytes, body, contentEncoding);
        if (plain.length > maxBytes) {
            throw tooBig(maxBytes);
        }
        return plain;
    }

    private static byte[] inflate(byte[] body, int maxBytes) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readNBytes(maxBytes + 1);
        } catch (IOException e) {
            throw new Problem(ProblemType.BAD_REQUEST, "The body is not gzip, though Content-Encoding says so");
        }
    }

    static Problem tooBig(int maxBytes) {
        return new Problem(ProblemType.TOO_LARGE, "At most " + maxBytes + " bytes are taken")
                .with("code", Flaw.TOO_BIG.code());
    }

    /** What a caller is told of a fault: the status by its kind, the fixed code as a member. */
    static Problem problem(UsageFault fault) {
        if (fault instanceof UsageFault.Unreadable(Flaw flaw, String at, String why)) {
            Problem problem =
                    switch (flaw) {
                        case TOO_BIG -> new Problem(ProblemType.TOO_LARGE, why);
                        case EMPTY, NOT_UTF8, NOT_JSON, DUPLICATE_KEY -> new Problem(ProblemType.MALFORMED_JSON, why);
                        case TOO_DEEP, TOO_LONG, MISSING_FIELD, WRONG_FIELD, UNKNOWN_SCHEMA, NOT_A_CLOUD_EVENT ->
                            new Problem(ProblemType.INVALID, why);
                    };
            return problem.at(at, why).with("code", fault.code());
        }
        return new Problem(ProblemType.INVALID, fault.detail()).with("code", fault.code());
    }
}
