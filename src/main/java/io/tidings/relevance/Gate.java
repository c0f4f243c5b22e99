package io.tidings.relevance;

import io.tidings.hierarchy.Bucket;

/** How far the rollout of an update has come that has not reached all: those whose bucket lies below the share are inside. */
public record Gate(String update, int step, int percent) {

    private static final int BUCKETS_OF_A_PERCENT = Bucket.COUNT / 100;

    /** Once inside a hierarchy stays inside, for the share only grows. */
    public boolean lets(String hierarchyId) {
        return percent > 0 && Bucket.of(hierarchyId, update) < below();
    }

    /** The first bucket that is not inside. */
    int below() {
        return percent * BUCKETS_OF_A_PERCENT;
    }

    boolean isClosed() {
        return percent == 0;
    }
}
