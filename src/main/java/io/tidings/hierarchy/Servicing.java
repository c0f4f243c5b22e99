package io.tidings.hierarchy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The state that a package has reached in a hierarchy, by the number the site gives it, and since when. */
public record Servicing(UUID packageGuid, int state, Instant at) {

    /** Installed, in every phase (FACTS 4.6). */
    static final int SUCCEEDED = 0x30004;

    /** The last state of each phase that failed: replication, prerequisites, install (two), download, applicability. */
    static final List<Integer> FAILED = List.of(0x1ffff, 0x2ffff, 0x3fffe, 0x3ffff, 0x4ffff, 0x5ffff);

    /** Those that say how it ended. */
    static final List<Integer> ENDS =
            Stream.concat(Stream.of(SUCCEEDED), FAILED.stream()).toList();
}
