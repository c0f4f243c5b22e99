package io.tidings.usage;

import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.tidings.protocol.Flaw;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A body as it was uploaded, made plain: gzip is undone, and no further than a bound. What cannot be opened is counted. */
@Singleton
class Upload {
    private static final int CHUNK = 8 << 10;

    private final IntakeMetrics metrics;

    Upload(IntakeMetrics metrics) {
        this.metrics = metrics;
    }

    /** Of more than that much there is one byte more, to be seen. It takes its time. */
    byte[] upTo(int maxBytes, byte[] body, @Nullable String contentEncoding, Gate.Place place) {
        String encoding =
                contentEncoding == null ? "identity" : contentEncoding.strip().toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "", "identity" -> body;
            case "gzip", "x-gzip" -> inflate(body, maxBytes + 1, place);
            default -> {
                metrics.refused("unknown-encoding");
                throw new Problem(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding is gzip or none")
                        .header("Accept-Encoding", "gzip");
            }
        };
    }

    byte[] plain(int maxBytes, byte[] body, @Nullable String contentEncoding, Gate.Place place) {
        byte[] plain = upTo(maxBytes, body, contentEncoding, place);
        if (plain.length > maxBytes) {
            metrics.refused(Flaw.TOO_BIG.code());
            throw tooBig(maxBytes);
        }
        return plain;
    }

    private byte[] inflate(byte[] body, int most, Gate.Place place) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            ByteArrayOutputStream plain = new ByteArrayOutputStream();
            byte[] chunk = new byte[CHUNK];
            for (int read = 0; read >= 0 && plain.size() < most; ) {
                read = in.read(chunk, 0, Math.min(CHUNK, most - plain.size()));
                place.widen(Math.max(0, read));
                plain.write(chunk, 0, Math.max(0, read));
            }
            return plain.toByteArray();
        } catch (IOException e) {
            metrics.refused("not-gzip");
            throw new Problem(ProblemType.BAD_REQUEST, "The body is not gzip, though Content-Encoding says so");
        }
    }

    Problem unknownMediaType(String expected) {
        metrics.refused("unknown-media-type");
        return new Problem(ProblemType.UNSUPPORTED_MEDIA_TYPE, expected);
    }

    private static Problem tooBig(int maxBytes) {
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
