package io.tidings.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.version.Version;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The stories that the documents tell of publications, each with the source that tells it, as the import has them. */
class PublicationStoriesTest {

    private static final Catalog REAL = PublicCatalog.load();
    private static final JsonNode WRITTEN = CatalogJson.write(REAL);

    /** KB-2303/29166583, KB-2309/29166583, KB-2403/29166583: one number, revoked after a day, out again with a new package. */
    @ParameterizedTest
    @ValueSource(strings = {"29166583@2303", "29166583@2309", "29166583@2403"})
    void revokedOnTheNextDay_publishedAgainUnderTheSameNumber(String id) {
        assertThat(states(id, "2024-09-03", "2024-09-04", "2024-09-05", "2024-09-17", "2024-09-18"))
                .containsExactly("draft", "published", "withdrawn", "withdrawn", "published");
        assertThat(REAL.update(id).orElseThrow().availabilityOn(LocalDate.parse("2024-09-18")))
                .isEqualTo(new Availability.Published(LocalDate.parse("2024-09-18"), true));
        assertThat(REAL.update(id).orElseThrow().kbs()).contains("29166583");
    }

    /** KB-2303/21010486 and its revision, KB-2309/25858444 and 27863823: a rollup that another takes the place of. */
    @ParameterizedTest
    @CsvSource({"21010486, 2023-07-24, 2023-08-14, 24719670", "25858444, 2024-03-04, 2024-05-22, 27863823"})
    void revisedRollupTakesThePlaceOfTheOriginal(String id, String out, LocalDate over, String by) {
        assertThat(states(id, out)).containsExactly("published");
        assertThat(states(id, over.minusDays(1).toString())).containsExactly("published");
        assertThat(states(id, over.toString())).doesNotContain("published", "draft");
        assertThat(REAL.update(id).orElseThrow().revisions()).anyMatch(revision -> by.equals(revision.by()));
    }

    /** FACTS 5.3 rule 14 (KB-2303/24721208, KB-2309/25858444): the revised rollup is withheld from who took the original. */
    @ParameterizedTest
    @CsvSource({"24719670, 21010486", "27863823, 25858444"})
    void revisedRollupIsNotForSitesThatTookTheOriginal(String revised, String original) {
        assertThat(REAL.update(revised).orElseThrow().conditions(Condition.NotInstalled.class))
                .contains(new Condition.NotInstalled(original));
    }

    /** KB-2303/29244332: its article was removed; a number without a publication is offered on no day. */
    @ParameterizedTest
    @ValueSource(strings = {"29244332", "29244296"})
    void removedArticleIsOutOnNoDay(String id) {
        assertThat(states(id, "2024-09-03", "2024-09-04", "2030-01-01")).doesNotContain("published");
    }

    /** KB-2603/37784287 and 37942646 (FACTS 11, renumber-37784287): the later number is the id, the earlier is shown. */
    @Test
    void renumberedUpdateIsFoundByBothNumbers() {
        assertThat(REAL.updatesOfKb("37784287")).extracting(Update::id).contains("37942646");
        assertThat(REAL.updatesOfKb("37942646")).extracting(Update::id).contains("37942646");
    }

    /** KB-2503/38982839 (FACTS 5.4): what is included differs by release. */
    @Test
    void contentIsIncludedOnOneReleaseOnly() {
        assertThat(REAL.update("38982839").orElseThrow().supersedence().includesByRelease())
                .hasEntrySatisfying("2503", ids -> assertThat(ids).contains("37447175"));
    }

    /** UPD-2025 (FACTS 5.3 rule 4): from its availability a release is for the early ring, from its GA day for all. */
    @ParameterizedTest
    @CsvSource({"FEATURE-2309, 2023-10-09, 2023-11-01", "FEATURE-2603, 2026-05-05, 2026-05-27"})
    void releaseIsOutForTheEarlyRingFirst(String id, String available, LocalDate general) {
        assertThat(states(id, LocalDate.parse(available).minusDays(1).toString(), available))
                .containsExactly("draft", "published");
        assertThat(REAL.update(id).orElseThrow().generalFrom()).isEqualTo(general);
    }

    /** FACTS 11 (base-guid-2409-rollup, KB-2409/30385346): a list of bases that another document contradicts keeps none out. */
    @Test
    void contestedListOfBasesIsKeptAsContested() {
        assertThat(REAL.update("30385346").orElseThrow().conditions(Condition.BasePackages.class))
                .isNotEmpty()
                .noneMatch(Condition.BasePackages::verified);
    }

    /** FACTS 11: where documents disagree on a date, the one that is to be used is. */
    @ParameterizedTest
    @CsvSource({
        "2409, 2024-12-04, 2024-12-16, 2026-06-04",
        "2103, 2021-04-19, 2021-04-19, 2022-10-19",
        "2203, 2022-04-06, 2022-04-20, 2023-10-06",
        "2207, 2022-08-12, 2022-08-26, 2024-02-12"
    })
    void contestedDatesAreThoseOfTheNewestDocument(
            String label, LocalDate available, LocalDate general, LocalDate ends) {
        Release release = REAL.release(label).orElseThrow();
        assertThat(List.of(release.availableFrom(), release.supportEnds())).containsExactly(available, ends);
        assertThat(release.generalFrom()).isEqualTo(general);
    }

    /** What FACTS 5 and 11 tell of an update or a release alone; where documents disagree, what is to be used. */
    @ParameterizedTest(name = "{0}: {2} {3} {4}")
    @CsvFileSource(resources = "stories.csv", delimiter = '|', numLinesToSkip = 1)
    void isToldSo(ArgumentsAccessor row) {
        assertThat(REAL.sources()).containsKey(cell(row, 1));
        assertThat(told(cell(row, 2), cell(row, 3), cell(row, 4))).isEqualTo(cell(row, 5));
    }

    /** FACTS 5.6, row by row. */
    @ParameterizedTest
    @CsvFileSource(resources = "releases.csv", delimiter = '|', useHeadersInDisplayName = true)
    void releaseIsThatOfTheTable(ArgumentsAccessor row) {
        Release release = REAL.release(cell(row, 0)).orElseThrow();
        assertThat(release.version()).hasToString(cell(row, 1));
        assertThat(release.availableFrom()).isEqualTo(cell(row, 2));
        assertThat(release.generalFrom()).isEqualTo(row.get(3, LocalDate.class));
        assertThat(release.supportEnds()).isEqualTo(cell(row, 4));
        assertThat(release.baseline()).isEqualTo(cell(row, 5).equals("yes"));
        Optional<Update> feature = REAL.update("FEATURE-" + release.label());
        assertThat(feature.isPresent()).isEqualTo(cell(row, 6).equals("yes"));
        assertThat(feature.map(PublicationStoriesTest::least)).isEqualTo(Optional.ofNullable(row.getString(7)));
        assertThat(release.sources()).contains(cell(row, 8).split(" "));
    }

    /** UTUS (FACTS 11, min-version-2409): what the manifest of a release accepts can be said as a range of builds. */
    @ParameterizedTest
    @CsvSource({"5.00.9096.1000, false", "5.00.9106.1000, true", "5.00.9132.1009, true", "5.00.9132.1010, false"})
    void rangeOfAManifestCanBeSaid(String version, boolean accepted) {
        ObjectNode draft = UpdateJson.write(RolloutTest.draft());
        draft.putArray("requirements")
                .addObject()
                .put("kind", "build-within")
                .put("least", "5.00.9106.1000")
                .put("greatest", "5.00.9132.1009");
        Update read = Objects.requireNonNull(UpdateJson.read(draft, "", new ArrayList<>()));
        assertThat(read.conditions(Condition.BuildWithin.class))
                .hasSize(1)
                .allMatch(within -> within.range().contains(Version.parse(version)) == accepted);
    }

    /** The same life, taken by hand: every story is a walk along the legal steps. */
    @Test
    void storyOfTheRevokedUpdateCanBeTakenByHand() {
        Update update = RolloutTest.draft();
        for (var step : List.of(Publication.Step.PUBLISH, Publication.Step.WITHDRAW, Publication.Step.PUBLISH)) {
            LocalDate day =
                    LocalDate.parse("2024-09-04").plusDays(update.revisions().size());
            update = Publication.of(update, day)
                    .after(step, day.atStartOfDay().toInstant(java.time.ZoneOffset.UTC))
                    .orElseThrow();
        }
        assertThat(update.revisions())
                .extracting(Revision::event)
                .containsExactly(Revision.Event.PUBLISHED, Revision.Event.REVOKED, Revision.Event.REPUBLISHED);
    }

    /** The whole document, written in our own form and read again, through every state of it. */
    @Test
    void importReadsBackEqual() {
        assertThat(CatalogJson.read(CatalogJson.write(REAL))).isEqualTo(REAL);
        assertThat(REAL.updates().stream()
                        .flatMap(update -> update.revisions().stream())
                        .map(Revision::event))
                .containsAll(Set.of(Revision.Event.REVOKED, Revision.Event.REPUBLISHED, Revision.Event.REPLACED));
    }

    private static String cell(ArgumentsAccessor row, int column) {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    private static String least(Update feature) {
        return feature.conditions(Condition.SinceRelease.class).stream()
                .map(Condition.SinceRelease::least)
                .findFirst()
                .orElseGet(() -> feature.conditions(Condition.OnReleases.class)
                        .getFirst()
                        .releases()
                        .first());
    }

    private static String told(String of, String id, String pointer) {
        JsonNode node =
                switch (of) {
                    case "release" -> row("releases", "label", id);
                    case "update" -> byKind(row("updates", "id", id));
                    default ->
                        new ObjectMapper()
                                .valueToTree(REAL.updatesOfKb(id).stream()
                                        .map(Update::id)
                                        .toList());
                };
        return text(node.at(pointer));
    }

    private static JsonNode row(String list, String key, String id) {
        return StreamSupport.stream(WRITTEN.path(list).spliterator(), false)
                .filter(row -> row.path(key).asText().equals(id))
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    /** Each requirement by its kind instead of its place. */
    private static JsonNode byKind(JsonNode update) {
        JsonNode copy = update.deepCopy();
        if (copy instanceof ObjectNode row) {
            ObjectNode kinds = JsonNodeFactory.instance.objectNode();
            row.path("requirements").forEach(each -> kinds.set(each.path("kind").asText(), each));
            row.set("requirements", kinds);
        }
        return copy;
    }

    private static String text(JsonNode node) {
        if (!node.isArray()) {
            return node.asText();
        }
        return StreamSupport.stream(node.spliterator(), false)
                .map(each -> each.has("event") ? each.path("event").asText() : each.asText())
                .collect(Collectors.joining(" "));
    }

    private static List<String> states(String id, String... days) {
        Update update = REAL.update(id).orElseThrow();
        return List.of(days).stream()
                .map(day -> Publication.of(update, LocalDate.parse(day)).wireName())
                .toList();
    }
}
