package io.tidings.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What an import leaves alone: a document tells what is said of an update, and not what an operator decided of it. */
class CatalogMergeTest {
    private static final Catalog REAL = PublicCatalog.load();
    private static final String ID = "29166583@2303";
    private static final LocalDate LATER = LocalDate.of(2024, 11, 1);

    @Test
    void withdrawalSurvivesTheNextImport_untilADocumentTellsOfANewPackage() {
        var withdrawn = stepped(REAL, Publication.Step.WITHDRAW, "2024-10-01");
        assertThat(stateIn(CatalogMerge.of(withdrawn, REAL), LATER)).isInstanceOf(Availability.Withdrawn.class);

        var told = REAL.update(ID).orElseThrow();
        var revisions = new ArrayList<>(told.revisions());
        revisions.add(Revision.of(LATER, Revision.Event.REPUBLISHED));
        var next = REAL.with(told.withRevisions(revisions));
        assertThat(stateIn(CatalogMerge.of(withdrawn, next), LATER.minusDays(1)))
                .isInstanceOf(Availability.Withdrawn.class);
        assertThat(stateIn(CatalogMerge.of(withdrawn, next), LATER)).isEqualTo(new Availability.Published(LATER, true));
    }

    @Test
    void pauseAndRolloutAndContentSurvive_andWhatIsToldIsTaken() {
        var rollout = RolloutTest.rollout("{\"steps\": [{\"at\": \"2024-09-20T00:00:00Z\", \"percent\": 1}]}");
        var content = "a".repeat(64);
        var paused = stepped(REAL, Publication.Step.PAUSE, "2024-10-01");
        var decided = paused.with(
                paused.update(ID).orElseThrow().withRollout(rollout).withContents(new TreeSet<>(List.of(content))));
        var document = PublicCatalog.document();
        document.path("updates").forEach(row -> {
            if (row.path("id").asText().equals(ID)) {
                ((ObjectNode) row).put("title", "Told anew");
            }
        });
        var merged = CatalogMerge.of(decided, CatalogImport.read(document));
        var update = merged.update(ID).orElseThrow();
        assertThat(stateIn(merged, LATER)).isInstanceOf(Availability.Paused.class);
        assertThat(update.rollout()).isEqualTo(rollout);
        assertThat(update.contents()).containsExactly(content);
        assertThat(update.title()).isEqualTo("Told anew");
    }

    @Test
    void sameDocumentAgainChangesNothing_alsoAfterDecisions() {
        var withdrawn = stepped(REAL, Publication.Step.WITHDRAW, "2024-10-01");
        assertThat(CatalogMerge.of(withdrawn, REAL)).isEqualTo(withdrawn);
        assertThat(CatalogMerge.of(CatalogJson.read(CatalogJson.write(withdrawn)), REAL))
                .isEqualTo(withdrawn);
    }

    private static Catalog stepped(Catalog catalog, Publication.Step step, String day) {
        var on = LocalDate.parse(day);
        var now = on.atTime(12, 0).toInstant(ZoneOffset.UTC);
        return catalog.with(Publication.of(catalog.update(ID).orElseThrow(), on)
                .after(step, now)
                .orElseThrow());
    }

    private static Availability stateIn(Catalog catalog, LocalDate day) {
        return catalog.update(ID).orElseThrow().availabilityOn(day);
    }
}
