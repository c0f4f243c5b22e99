package io.tidings.catalog;

import java.util.ArrayList;
import java.util.List;

/** What an import changed, by id, and the epoch in which that is live. */
record ImportReport(long epoch, List<String> added, List<String> changed, int unchanged, int releases) {

    /** The report while the import runs. */
    static final class Draft {

        private final List<String> added = new ArrayList<>();
        private final List<String> changed = new ArrayList<>();
        private int unchanged;
        private int releases;
        private boolean same;

        void compare(Catalog before, Catalog after) {
            same = before.equals(after);
            releases = after.releases().size();
            for (Update update : after.updates()) {
                before.update(update.id()).ifPresentOrElse(old -> compare(old, update), () -> added.add(update.id()));
            }
        }

        private void compare(Update old, Update update) {
            if (old.equals(update)) {
                unchanged++;
            } else {
                changed.add(update.id());
            }
        }

        boolean isEmpty() {
            return same;
        }

        ImportReport in(long epoch) {
            return new ImportReport(epoch, List.copyOf(added), List.copyOf(changed), unchanged, releases);
        }
    }
}
