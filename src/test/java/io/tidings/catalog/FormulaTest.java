package io.tidings.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaTest {

    private static final Map<String, Object> FACTS = Map.of(
            "branch", "current", "build", 9128L, "tap", false, "installed", List.of("28204160"), "downloadedOn", "");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "true ; true",
                "build >= 9128 && branch == 'current' ; true",
                "build > 9128 || tap ; false",
                "('28204160' in installed) ; true",
                "branch.startsWith('cur') && !tap ; true",
                "downloadedOn != '' && downloadedOn < '2024-05-06' ; false",
                "size(installed) == 1 ; true",
                "tap ? false : build % 2 == 0 ; true"
            })
    void holdsForTheFacts(String text, boolean holds) {
        assertThat(Formula.of(text).holds(FACTS)).contains(holds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "biuld > 9128 | line 1, column 1: undeclared reference to 'biuld'",
                "build > '9128' | line 1, column 7: found no matching overload",
                "build > | line 1, column 8: ",
                "build + 1 | must be true or false, and this is a int64",
                "branch.matches('(a+)+$') | patterns and messages are not available",
                "[branch.matches('a')] == [true] | patterns and messages are not available",
                "google.protobuf.Int64Value{value: 1} == build | patterns and messages are not available",
                "installed.exists(x, x == 'a') | undeclared reference"
            })
    void wrongOneIsRefusedWithPositionAndReason(String text, String wrong) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Formula.of(text))
                .withMessageContaining(wrong);
    }

    @Test
    void positionIsThatInTheLine() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Formula.of("build > 1 &&\n  tapp"))
                .withMessageContaining("line 2, column 3");
    }

    @Test
    void tooLongAndTooDeepAreRefused() {
        refuses("true || ".repeat(200) + "true");
        refuses("(".repeat(490) + "true" + ")".repeat(490));
        refuses("!".repeat(990) + "build");
    }

    @Test
    void factThatIsNotToldLeavesItOpen_unlessTheRestDecides() {
        Map<String, Object> told = Map.of("build", 9128L);
        assertThat(Formula.of("'1' in installed").holds(told)).isEmpty();
        assertThat(Formula.of("'1' in installed || build > 1").holds(told)).contains(true);
        assertThat(Formula.of("'1' in installed && build < 1").holds(told)).contains(false);
        assertThat(Formula.of("build / 0 == 1").holds(told)).isEmpty();
    }

    @Test
    void equalTextsAreEqual_andReadBackEqual() {
        assertThat(Formula.of("build > 1")).isEqualTo(Formula.of("build > 1")).isNotEqualTo(Formula.of("build > 2"));
        Requirement requirement = new Requirement(new Condition.Expression(Formula.of("build > 1")), List.of());
        assertThat(ConditionJson.read(new Entry(ConditionJson.write(requirement), "", List.of())))
                .isEqualTo(requirement);
    }

    @Test
    void wrongOneIsAFaultAtItsPlace() {
        assertThatExceptionOfType(CatalogRefused.class)
                .isThrownBy(
                        () -> Faults.oneOf(
                                "x",
                                RolloutTest.json(
                                        """
                                {"id": "x", "kind": "hotfix", "distribution": "in-console",
                                 "requirements": [{"kind": "tenant-attached"}, {"kind": "expression", "cel": "biuld > 1"}]}""")))
                .satisfies(
                        refused -> assertThat(refused.faults()).singleElement().satisfies(fault -> {
                            assertThat(fault.where()).isEqualTo("/requirements/1/cel");
                            assertThat(fault.code()).isEqualTo("not-an-expression");
                            assertThat(fault.text()).contains("line 1, column 1");
                        }));
    }

    private static void refuses(String text) {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Formula.of(text));
    }
}
