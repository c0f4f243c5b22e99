package io.tidings;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentCheckTest {

    @Test
    void variablesOfOthersAreLeftAlone() {
        Map<String, String> environment = Map.of(
                "TIDINGS_URL", "",
                "TIDINGS_OPERATOR_ID", "",
                "TIDINGS_OPERATOR_SECRET", "",
                "TIDINGS_DB_URL", "",
                "TIDINGS_SERVICE_HOST", "",
                "TIDINGS_PORT", "",
                "TIDINGS_PORT_8080_TCP_ADDR", "",
                "TIDINGS_DB_SERVICE_HOST", "",
                "PATH", "");
        assertThat(EnvironmentCheck.candidates(environment)).isEmpty();
    }

    @Test
    void theRestMustBeSettings() {
        assertThat(EnvironmentCheck.candidates(Map.of("TIDINGS_TRACES_RATIO", "", "TIDINGS_TRACE_RATIO", "")))
                .containsExactly("TIDINGS_TRACES_RATIO", "TIDINGS_TRACE_RATIO");
    }

    @ParameterizedTest
    @CsvSource({
        "TIDINGS_SIGNAL_LONGEST_SILENCE, tidings.signal.longest-silence, true",
        "TIDINGS_SIGNAL_LONGEST, tidings.signal.longest-silence, false",
        "TIDINGS_ACCESS_ROLES_0_, tidings.access.roles[*], true",
        "TIDINGS_ACCESS_OPERATOR_X_ID, tidings.access.operator.*.id, true",
        "TIDINGS_ACCESS_OPERATOR_X_IDS, tidings.access.operator.*.id, false",
    })
    void variableNamesSetting(String variable, String setting, boolean names) {
        assertThat(EnvironmentCheck.names(variable, setting)).isEqualTo(names);
    }

    @ParameterizedTest
    @CsvSource({
        "TIDINGS_TRACES_RATE, TIDINGS_TRACES_RATIO",
        "TIDINGS_TRACE_RATIO, 'TIDINGS_ACCESS_…, TIDINGS_TRACES_…'",
    })
    void unknownVariableIsNamedBesideWhatIsKnown(String variable, String known) {
        Set<String> settings = new TreeSet<>(Set.of("tidings.traces.ratio", "tidings.access.x", "tidings.access.x[*]"));
        assertThat(EnvironmentCheck.unknown(variable, settings))
                .hasMessage(variable + " is not a setting. Known are " + known);
    }

    @Test
    void allThatCanBeSetIsInTheFile() {
        Set<String> names = new TreeSet<>();
        for (Class<?> mapping : mappings()) {
            String prefix = mapping.getAnnotation(ConfigMapping.class).prefix();
            names.addAll(ConfigMappings.getProperties(ConfigClass.configClass(mapping, prefix))
                    .keySet());
        }
        assertThat(names).isNotEmpty();
        assertThat(EnvironmentCheck.settings()).isEqualTo(names);
    }

    /** The settings of every room. */
    static List<Class<?>> mappings() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.tidings").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
    }
}
