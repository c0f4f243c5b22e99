package io.tidings.delivery;

import io.tidings.protocol.OffersChanged;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The edition that a hierarchy was last told of, and the one that it knew before while nobody has heard that Kafka took the
 * record; and whether somebody is sending that now.
 */
record Told(String hierarchyId, long epoch, long edition, @Nullable Long was, Instant at, boolean isSent) {

    /** The number of no edition: what is known before the first. */
    static final long NOTHING = 0;

    /** News, which nobody sends yet. */
    Told(String hierarchyId, long epoch, long edition, long was, Instant at) {
        this(hierarchyId, epoch, edition, was, at, false);
    }

    boolean isUnderWay() {
        return was != null;
    }

    Stream<Long> editions() {
        return Stream.of(edition, was == null ? NOTHING : was);
    }

    OffersChanged record(Map<Long, List<String>> ids) {
        List<String> now = ids.getOrDefault(edition, List.of());
        List<String> before = was == null ? now : ids.getOrDefault(was, List.of());
        return new OffersChanged(hierarchyId, epoch, edition, without(now, before), without(before, now), at);
    }

    private static List<String> without(List<String> ids, List<String> others) {
        Set<String> taken = Set.copyOf(others);
        return ids.stream().filter(id -> !taken.contains(id)).toList();
    }
}
