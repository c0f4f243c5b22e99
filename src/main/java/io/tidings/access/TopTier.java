package io.tidings.access;

import io.tidings.access.EnrolmentRequest.SiteRequest;
import io.tidings.hierarchy.Site;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import java.util.List;

/**
 * A service connection point stands on the top-tier site only: the central administration site, or a stand-alone primary.
 * A hierarchy that was expanded keeps its top: its primaries are no longer stand-alone.
 */
final class TopTier {

    private TopTier() {}

    static void require(SiteRequest site) {
        if (site.type() == SiteType.SECONDARY) {
            throw notTop("/site/type", "a secondary site is never the top tier");
        }
        if (site.parent() != null) {
            throw notTop("/site/parent", "a site with a site above it is not the top tier");
        }
    }

    static void requireMove(Present before, MoveRequest request) {
        SiteType to = request.site().type();
        if (before.siteType() == SiteType.CAS && to == SiteType.PRIMARY) {
            throw notTop("/site/type", "the hierarchy has a central administration site: " + before.siteCode());
        }
        boolean expands = before.siteType() == SiteType.PRIMARY && to == SiteType.CAS;
        if (expands != (request.reason() == MoveRequest.Reason.EXPANSION)) {
            throw new Problem(ProblemType.INVALID, "The reason does not fit the move")
                    .at("/reason", "expansion is the move from a stand-alone primary to a central administration site");
        }
    }

    /** A site that stands below another in the newest report of its hierarchy is not the top, whatever it says of itself. */
    static void requireByReport(List<Site> reported, SiteRequest claimed) {
        for (Site site : reported) {
            if (site.code().equalsIgnoreCase(claimed.code()) && site.parent() != null) {
                throw notTop("/site/code", "the hierarchy reported that this site stands below " + site.parent());
            }
        }
    }

    private static Problem notTop(String pointer, String why) {
        return new Problem(ProblemType.INVALID, "A connection point stands on the top-tier site only").at(pointer, why);
    }
}
