package io.tidings.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an edit may change: everything but the life of the publication, which has steps of its own. */
final class DraftRules {

    private DraftRules() {}

    static Update apply(@Nullable Update before, Update draft) {
        return draft.withRevisions(before == null ? List.of() : before.revisions());
    }
}
