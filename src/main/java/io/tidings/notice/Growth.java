package io.tidings.notice;

import io.tidings.hierarchy.StandingId;
import java.util.List;
import java.util.Map;

/** What standings are offered that they were not offered when somebody looked last. */
record Growth(Map<StandingId, List<String>> added) {

    List<String> of(StandingId standing) {
        return added.getOrDefault(standing, List.of());
    }
}
