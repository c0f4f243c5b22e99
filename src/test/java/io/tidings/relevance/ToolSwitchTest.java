package io.tidings.relevance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.catalog.Catalog;
import io.tidings.catalog.PublicCatalog;
import io.tidings.catalog.Revision;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the offline tool downloads (FACTS 3.3), where the rules of who may see what bear on it. */
class ToolSwitchTest {
    private static final Catalog REAL = PublicCatalog.load();
    /** Version 2509 is in its early ring, which ends a week later. */
    private static final LocalDate DAY = LocalDate.of(2025, 12, 1);

    @Test
    void releaseInTheEarlyRingIsForThoseWhoOptedIn_whateverTheSwitch() {
        for (var text : List.of("default", "-downloadsiteversion", "-downloadall")) {
            assertThat(downloads(REAL, "2403 switch=" + text))
                    .as(text)
                    .contains("FEATURE-2503")
                    .doesNotContain("FEATURE-2509");
            assertThat(downloads(REAL, "2403 optin=2509 switch=" + text))
                    .as(text)
                    .contains("FEATURE-2509");
        }
    }

    @Test
    void versionsAboveTheSite_withTheHotfixesOfItsOwn() {
        assertThat(downloads(REAL, "2403 switch=-downloadsiteversion"))
                .contains("FEATURE-2409", "FEATURE-2503", "28204160", "30385346")
                .doesNotContain("FEATURE-2403", "27863823", "FEATURE-2503-GA");
    }

    @Test
    void generalPackageOfTheReleaseThatRunsIsForEarlyBasesOnly() {
        var above = "switch=-downloadsiteversion";
        assertThat(downloads(REAL, "2503 early " + above)).contains("FEATURE-2503-GA");
        assertThat(downloads(REAL, "2503 " + above)).doesNotContain("FEATURE-2503-GA");
    }

    @Test
    void newestIsTheHighestRelease_alsoWhenAnOlderOneWasPublishedAnew() {
        var older = REAL.update("FEATURE-2409").orElseThrow();
        var revisions = new ArrayList<>(older.revisions());
        revisions.add(Revision.of(LocalDate.of(2025, 11, 20), Revision.Event.REPUBLISHED));
        assertThat(downloads(REAL.with(older.withRevisions(revisions)), "2403 switch=default"))
                .containsExactly("FEATURE-2503");
    }

    private static List<String> downloads(Catalog catalog, String site) {
        return WhatIfReader.read(SiteLine.question(site, DAY), catalog, DAY)
                .ask(catalog)
                .offered();
    }
}
