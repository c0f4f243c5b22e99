package io.tidings.catalog;

import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * Who changes which update, what it must look like before ({@code If-Match}; null: whatever it is), who proposed it, and
 * why, where there is more to say than what changed.
 */
record Edit(String id, @Nullable String ifMatch, Actor actor, @Nullable String proposedBy, @Nullable String why) {

    Edit(String id, @Nullable String ifMatch, Actor actor) {
        this(id, ifMatch, actor, null, null);
    }

    /** What the service does by itself to an update of that tenant, for that reason. */
    static Edit byTheProgram(String tenant, String id, String why) {
        return new Edit(id, null, Actor.program(tenant), null, why);
    }

    String tenant() {
        return actor.tenant();
    }

    /** Throws when another editor was quicker. */
    void check(int revision) {
        if (ifMatch != null && !ifMatch.equals("*") && !ifMatch.equals(Written.tag(revision))) {
            throw new Problem(
                            ProblemType.PRECONDITION_FAILED,
                            "The update " + id + " has changed since it was read; read it again and repeat the edit.")
                    .header("ETag", Written.tag(revision));
        }
    }

    /** Throws when the update must be there and is not. */
    void checkAbsent() {
        if (ifMatch != null) {
            throw new Problem(ProblemType.PRECONDITION_FAILED, "There is no update with the id " + id + " yet.");
        }
    }
}
