package io.tidings.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an edit may change: everything but the life of the publication, which has steps of its own. Its rollout comes with the
 * draft until it is out.
 */
final class DraftRules {

    private DraftRules() {}

    static Update apply(@Nullable Update before, Update draft) {
        if (before == null) {
            return draft.withRevisions(List.of()).withRollout(RolloutRules.unheld(draft.rollout()));
        }
        boolean isOut = !before.revisions().isEmpty();
        return draft.withRevisions(before.revisions())
                .withRollout(isOut ? before.rollout() : RolloutRules.unheld(draft.rollout()));
    }
}
