package io.tidings.relevance;

import io.tidings.hierarchy.StandingId;

/**
 * A standing that is offered something else since that epoch, and the last of its hierarchies, in the order of their ids,
 * that has been dealt with.
 */
public record ChangedOffers(StandingId standing, long epoch, String doneUpTo) {

    public ChangedOffers doneUpTo(String hierarchyId) {
        return new ChangedOffers(standing, epoch, hierarchyId);
    }
}
