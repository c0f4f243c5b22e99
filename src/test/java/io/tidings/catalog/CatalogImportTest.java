package io.tidings.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.catalog.Lineage.Tie;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CatalogImportTest {
    private static final Catalog REAL = PublicCatalog.load();

    private final ObjectNode document = PublicCatalog.document();

    @Test
    void everyRowArrives() {
        assertThat(REAL.releases()).hasSize(30);
        assertThat(REAL.updates().stream().filter(update -> update.kind() != Kind.FEATURE))
                .hasSize(110);
        assertThat(REAL.updates().stream().filter(update -> update.kind() == Kind.FEATURE))
                .as("28 releases, four of which have a package for early-ring bases too")
                .hasSize(32);
        assertThat(REAL.packages()).hasSize(52);
    }

    @Test
    void buildNamesTheReleaseAndNotItsRefreshedBaseline() {
        var release = REAL.releases().get(2);
        assertThat(REAL.releaseOf(release.version()).orElseThrow().label()).isEqualTo("1606");
    }

    @Test
    void oneNumberIsSeveralPackages() {
        assertThat(REAL.updates().stream().filter(update -> update.kbs().contains("29166583")))
                .hasSize(3);
    }

    @Test
    void revokedUpdateIsOutAgainWhenPublishedAnew() {
        var update = update("29166583@2309");
        assertThat(update.availabilityOn(LocalDate.of(2024, 9, 3))).isInstanceOf(Availability.NotYet.class);
        assertThat(update.availabilityOn(LocalDate.of(2024, 9, 4)))
                .isEqualTo(new Availability.Published(LocalDate.of(2024, 9, 4), false));
        assertThat(update.availabilityOn(LocalDate.of(2024, 9, 17)))
                .isEqualTo(new Availability.Withdrawn(LocalDate.of(2024, 9, 5), null));
        assertThat(update.availabilityOn(LocalDate.of(2024, 9, 18)))
                .isEqualTo(new Availability.Published(LocalDate.of(2024, 9, 18), true));
    }

    @Test
    void expiredOriginalNamesWhatTookItsPlace() {
        assertThat(update("25858444").availabilityOn(LocalDate.of(2024, 5, 22)))
                .isEqualTo(new Availability.Expired(LocalDate.of(2024, 5, 22), "27863823"));
    }

    @Test
    void removedArticleIsNeverOut() {
        assertThat(update("29244332").availabilityOn(LocalDate.of(2024, 9, 3)))
                .isInstanceOf(Availability.Withdrawn.class);
    }

    @Test
    void contestedListOfBasesIsNotVerified() {
        assertThat(update("30385346").conditions(Condition.BasePackages.class)).allMatch(bases -> !bases.verified());
        assertThat(update("28204160").conditions(Condition.BasePackages.class))
                .allMatch(Condition.BasePackages::verified);
    }

    @Test
    void supersedenceRunsThroughAllGenerations() {
        assertThat(REAL.lineage().newerThan("10216365", "2103"))
                .containsEntry("10372804", Tie.SUPERSEDED)
                .containsEntry("10582136", Tie.SUPERSEDED);
        assertThat(REAL.lineage().newerThan("5001600", "2010")).containsKeys("12819689", "14978429");
    }

    @Test
    void contentIsCarriedOnTheNamedReleaseOnly() {
        assertThat(REAL.lineage().newerThan("37447175", "2503")).containsEntry("38982839", Tie.CONTAINED);
        assertThat(REAL.lineage().newerThan("37447175", "2409")).doesNotContainKey("38982839");
    }

    @Test
    void writtenCatalogReadsBackEqual() {
        assertThat(CatalogJson.read(CatalogJson.write(REAL))).isEqualTo(REAL);
    }

    @Test
    void everyFaultIsToldAtOnce() {
        row("updates", 3).put("date_released", "yesterday");
        row("updates", 4).put("package_guid", "not-one");
        ((ArrayNode) row("updates", 5).get("replaces")).add("999");
        ((ArrayNode) row("updates", 6).get("applies_to")).add("9999");
        row("versions", 2).put("full_version", "five");
        row("updates", 7).put("id", row("updates", 8).get("id").asText());
        assertThat(faults())
                .extracting(CatalogFault::code)
                .contains(
                        "not-a-date", "not-a-guid", "unknown-update", "unknown-release", "not-a-version", "duplicate");
        assertThat(faults()).extracting(CatalogFault::where).contains("/updates/3/date_released");
    }

    @Test
    void cycleIsRefusedWithItsPath() {
        supersede("4486457", "4488598");
        supersede("4488598", "4490434");
        supersede("4490434", "4486457");
        assertThat(faults())
                .filteredOn(fault -> fault.code().equals("supersedence-cycle"))
                .extracting(CatalogFault::text)
                .anySatisfy(text -> assertThat(text).contains("→").contains("4486457", "4488598", "4490434"));
    }

    @Test
    void updateDoesNotSupersedeItself() {
        supersede("4486457", "4486457");
        assertThat(faults()).extracting(CatalogFault::code).contains("self-supersedence");
    }

    @Test
    void longChainIsNoTrouble() {
        var updates = IntStream.range(0, 20_000)
                .mapToObj(i -> simple("u" + i, i == 0 ? Set.of() : Set.of("u" + (i - 1))))
                .toList();
        assertThat(CatalogCheck.faults(List.of(), updates)).isEmpty();
    }

    private static Update simple(String id, Set<String> replaces) {
        return new Update(
                id,
                new TreeSet<>(),
                null,
                Kind.HOTFIX,
                null,
                Distribution.IN_CONSOLE,
                null,
                List.of(),
                List.of(),
                new Supersedence(new TreeSet<>(replaces), new TreeSet<>(), new TreeMap<>()),
                Effects.NONE,
                new TreeSet<>(),
                new TreeSet<>(),
                List.of(),
                List.of());
    }

    private static Update update(String id) {
        return REAL.update(id).orElseThrow();
    }

    private ObjectNode row(String list, int index) {
        return (ObjectNode) document.get(list).get(index);
    }

    private void supersede(String newer, String older) {
        for (var row : document.get("updates")) {
            if (row.get("id").asText().equals(newer)) {
                ((ArrayNode) row.get("replaces")).add(older);
            }
        }
    }

    private List<CatalogFault> faults() {
        return catchThrowableOfType(CatalogRefused.class, () -> CatalogImport.read(document))
                .faults();
    }
}
