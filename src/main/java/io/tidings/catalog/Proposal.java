package io.tidings.catalog;

import java.time.Instant;

/** A change that waits for the agreement of somebody else than who proposed it. */
record Proposal(String subject, Change change, int revision, String proposedBy, Instant proposedAt) {

    /** How the contract calls the answer to a change that has become one. */
    static final String WAITS = "The change waits for somebody else to approve it";

    /** The entity tag of the subject as it was when this was proposed. */
    String tag() {
        return Written.tag(revision);
    }
}
