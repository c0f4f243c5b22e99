package io.tidings.notice;

import io.tidings.relevance.Offers.Offering;
import io.tidings.tenant.Tenant;
import java.util.List;

/** What a standing was offered when somebody looked last, and is offered now. */
record Growth(Offering before, Offering now) {

    private static final Offering NOTHING = new Offering(Tenant.DEFAULT, 0, List.of());

    static final Growth NONE = new Growth(NOTHING, NOTHING);

    /** Whether nobody of the standing can be offered anything more. */
    boolean isNone() {
        return before.gates().equals(now.gates())
                && before.fallbacks().equals(now.fallbacks())
                && before.possible().containsAll(now.possible());
    }

    /** What that hierarchy is offered that it was not offered before. */
    List<String> to(String hierarchyId) {
        List<String> known = before.to(hierarchyId);
        return now.to(hierarchyId).stream().filter(id -> !known.contains(id)).toList();
    }
}
