package io.tidings.notice;

import io.tidings.hierarchy.Installed;
import io.tidings.hierarchy.Standing;
import io.tidings.hierarchy.StandingId;
import io.tidings.notice.Notice.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What an epoch has to tell the hierarchies of one standing. */
record News(StandingId standing, long epoch, Growth growth, List<String> withdrawn) {

    private static final int NAMED = 20;

    static News of(Standing standing, Growth growth, long epoch, Set<String> withdrawn) {
        List<String> installed = standing.installed() instanceof Installed.Known known
                ? known.updates().stream().filter(withdrawn::contains).toList()
                : List.of();
        return new News(standing.id(), epoch, growth, installed);
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
            for (String update : withdrawn) {
                notices.add(new Notice(
                        id,
                        Kind.WITHDRAWN_UPDATE_INSTALLED,
                        update,
                        "The update " + update + " is installed here, and was withdrawn."));
            }
        }
        return notices;
    }

    private static String offered(List<String> added) {
        String names = String.join(", ", added.subList(0, Math.min(NAMED, added.size())));
        return "New on offer: " + names + (added.size() > NAMED ? " and " + (added.size() - NAMED) + " more." : ".");
    }
}
