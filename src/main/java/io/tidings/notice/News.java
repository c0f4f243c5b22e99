package io.tidings.notice;

import io.tidings.hierarchy.Standing;
import io.tidings.hierarchy.StandingId;
import io.tidings.notice.Notice.Kind;
import java.util.ArrayList;
import java.util.List;

/** What an epoch has to tell the hierarchies of one standing. */
record News(StandingId standing, long epoch, Growth growth, List<String> withdrawn) {

    private static final int NAMED = 20;

    static News of(Standing standing, Growth growth, long epoch, Withdrawn withdrawn) {
        return new News(standing.id(), epoch, growth, withdrawn.installedIn(standing));
    }

    boolean isNone() {
        return growth.isNone() && withdrawn.isEmpty();
    }

    List<Notice> to(List<String> hierarchyIds) {
        List<Notice> notices = new ArrayList<>();
        for (String id : hierarchyIds) {
            List<String> added = growth.to(id);
            if (!added.isEmpty()) {
                notices.add(new Notice(id, Kind.UPDATES_OFFERED, "epoch-" + epoch, offered(added)));
            }
            withdrawn.forEach(update -> notices.add(Withdrawn.notice(id, update)));
        }
        return notices;
    }

    private static String offered(List<String> added) {
        String names = String.join(", ", added.subList(0, Math.min(NAMED, added.size())));
        return "New on offer: " + names + (added.size() > NAMED ? " and " + (added.size() - NAMED) + " more." : ".");
    }
}
