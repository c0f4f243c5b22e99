package io.tidings.catalog;

import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** Who changes which update, and what it must look like before ({@code If-Match}; null: whatever it is), and who proposed it. */
record Edit(String id, @Nullable String ifMatch, Actor actor, @Nullable String proposedBy) {

    Edit(String id, @Nullable String ifMatch, Actor actor) {
        this(id, ifMatch, actor, null);
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
