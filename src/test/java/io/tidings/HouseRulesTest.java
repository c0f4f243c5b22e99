package io.tidings;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rules of the house, as decision 0002 explains them. Each is first seen red on the one fault that the crooked house
 * holds for it, so that none passes because it looks at nothing.
 */
class HouseRulesTest {

    private static JavaClasses house;
    private static JavaClasses tests;
    private static JavaClasses crooked;

    @BeforeAll
    static void look(@TempDir Path folder) {
        house = new ClassFileImporter().importPath(Path.of("target", "classes"));
        tests = new ClassFileImporter()
                .withImportOption(place -> !place.contains("jmh_generated"))
                .importPath(Path.of("target", "test-classes"));
        crooked = CrookedHouse.buildIn(folder);
        assertThat(house.contain(Tidings.class)).isTrue();
        assertThat(tests.contain(HouseRulesTest.class)).isTrue();
    }

    @Test
    void everyClassLiesInARoomOfTheTable() {
        holds(RoomRules.ROOMS_ARE_IN_THE_TABLE, "util.Strings", "weather.Forecast", "catalog.rows.Deep");
    }

    @Test
    void testsLieInTheRoomsTheyTest() {
        var known = new TreeSet<>(Rooms.names());
        known.addAll(Set.of("embedded", "fleet", "bench", "ops"));
        assertThat(tests.stream().flatMap(type -> Rooms.nameOf(type).stream()).distinct())
                .as("packages of the test tree: a room, or embedded, fleet, bench, ops")
                .isSubsetOf(known);
    }

    @Test
    void roomsCallWhomTheyMay() {
        holds(RoomRules.ROOMS_CALL_WHOM_THEY_MAY, "hierarchy.Gossip", "hierarchy.Ring", "notice.Caller");
    }

    @Test
    void roomsHaveNoCycle() {
        holds(RoomRules.ROOMS_HAVE_NO_CYCLE, "hierarchy.Ring", "delivery.Parcel");
    }

    @Test
    void onlyDoorsAndPureValuesArePublic() {
        holds(RoomRules.PUBLIC_IS_DOOR_OR_VALUE, "catalog.Tied");
    }

    @Test
    void theInsideOfARoomStaysInside() {
        holds(RoomRules.INSIDE_STAYS_INSIDE, "catalog.ShownRow");
    }

    @Test
    void versionTrustAndProtocolArePure() {
        holds(RoomRules.GROUND_IS_PURE, "trust.Sealed");
    }

    @Test
    void theClientIsFreeOfFrameworks() {
        holds(RoomRules.CLIENT_IS_FRAMEWORK_FREE, "client.Heavy");
    }

    @Test
    void namesSayWhatThingsAre() {
        holds(
                RoomRules.NAMES_SAY_WHAT_THINGS_ARE,
                "usage.Intake",
                "usage.Reader",
                "usage.Line",
                "client.Send",
                "usage.Knobs");
    }

    @Test
    void injectionIsByConstructor() {
        holds(CodeRules.INJECTION_IS_BY_CONSTRUCTOR, "access.Field", "access.Setter");
    }

    @Test
    void settingsComeByMapping() {
        holds(CodeRules.SETTINGS_COME_BY_MAPPING, "access.Loose");
    }

    @Test
    void settingsBearTheNameOfTheirRoom() {
        holds(CodeRules.SETTINGS_BEAR_THE_NAME_OF_THEIR_ROOM, "usage.Knobs");
    }

    @Test
    void aRoomHasOneSetOfSettings() {
        assertThat(settingsPerPackage(crooked)).containsEntry("io.tidings.usage", 2L);
        assertThat(settingsPerPackage(house))
                .as("@ConfigMapping interfaces per room: merge them, all settings of a room are read in one place")
                .allSatisfy((room, settings) -> assertThat(settings).isOne());
    }

    @Test
    void nothingWaitsForAnAnswer() {
        holds(CodeRules.NOTHING_WAITS, "delivery.Sleeper", "delivery.Joiner");
    }

    @Test
    void onlyTheClientPrints() {
        holds(CodeRules.ONLY_THE_CLIENT_PRINTS, "delivery.Talker");
    }

    @Test
    void everyHttpMethodSaysWhoMayCallIt() {
        holds(CodeRules.EVERY_HTTP_METHOD_SAYS_WHO_MAY_CALL_IT, "delivery.OpenResource");
    }

    @Test
    void anInterfaceHasTwoImplementations() {
        holds(CodeRules.INTERFACES_HAVE_TWO_IMPLEMENTATIONS, "relevance.Judge");
    }

    @Test
    void testsAreNamedSoThatTheyRun() {
        assertThat(tests.stream().filter(HouseRulesTest::holdsTests))
                .as("classes with tests")
                .isNotEmpty()
                .allSatisfy(type -> assertThat(type.getName().replaceFirst("\\$.*", ""))
                        .as("surefire and failsafe find tests by the end of the name")
                        .matches(".*(Test|IT|Contract)"));
    }

    @Test
    void nothingIsMocked() {
        for (var library : Set.of("org.mockito.Mockito", "org.easymock.EasyMock", "mockit.Mock", "org.jmock.Mockery")) {
            assertThatExceptionOfType(ClassNotFoundException.class)
                    .as("use the real PostgreSQL and Kafka of io.tidings.embedded, or a small fake written by hand")
                    .isThrownBy(() -> Class.forName(library));
        }
    }

    /** The rule is red on the crooked house, for each fault named here, and green on ours. */
    private static void holds(ArchRule rule, String... faults) {
        var seen = rule.evaluate(crooked).getFailureReport().getDetails();
        for (var fault : faults) {
            assertThat(seen)
                    .as("the rule that classes %s goes red on %s", rule.getDescription(), fault)
                    .anySatisfy(detail -> assertThat(detail).contains("io.tidings." + fault));
        }
        rule.allowEmptyShould(true).check(house);
    }

    private static Map<String, Long> settingsPerPackage(JavaClasses classes) {
        return classes.stream()
                .filter(type -> type.isAnnotatedWith("io.smallrye.config.ConfigMapping"))
                .collect(groupingBy(JavaClass::getPackageName, counting()));
    }

    private static boolean holdsTests(JavaClass type) {
        return type.getMethods().stream()
                .anyMatch(method -> method.isAnnotatedWith(Test.class)
                        || method.isMetaAnnotatedWith("org.junit.platform.commons.annotation.Testable"));
    }
}
