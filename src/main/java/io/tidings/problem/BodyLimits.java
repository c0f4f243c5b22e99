package io.tidings.problem;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many bytes a body may have: one bound for almost everything, others for what is large by nature. */
final class BodyLimits {

    private static final long MIB = 1L << 20;
    private static final long USUAL = 10 * MIB;

    /** Content goes on to its store as it comes and is bounded there; an import is ten thousand updates at once. */
    private static final Map<String, Long> LARGER =
            Map.of("/v1/content", Long.MAX_VALUE, "/v1/updates/import", 32 * MIB);

    private BodyLimits() {}

    /** An address that cannot be read has no path. */
    static long of(@Nullable String path) {
        return path == null ? USUAL : LARGER.getOrDefault(path, USUAL);
    }

    static Iterable<String> larger() {
        return LARGER.keySet();
    }

    static Problem exceeded(long most) {
        // the rest stays unread, so the connection cannot carry another request
        return new Problem(ProblemType.TOO_LARGE, "The body may have " + most + " bytes at most")
                .header("Connection", "close");
    }
}
