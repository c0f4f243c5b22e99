package io.tidings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be set to a number or to a span of time has bounds, which its room keeps in a class called after it. */
class SettingsTest {

    private static final Set<Class<?>> NUMBERS =
            Set.of(int.class, long.class, short.class, double.class, OptionalLong.class);

    /** They have one number each, and judge it where they read it. */
    private static final Set<String> WITHOUT_A_CLASS =
            Set.of("io.tidings.TidingsSettings", "io.tidings.hierarchy.HierarchySettings");

    /** What has no default, or is there only as a whole. */
    private static final Map<String, String> NEEDED = Map.of(
            "tidings.connectivity.own-urls", "https://tidings.example",
            "tidings.delivery.content.s3.endpoint", "https://s3.example",
            "tidings.delivery.content.s3.bucket", "content",
            "tidings.delivery.content.s3.access-key", "key",
            "tidings.delivery.content.s3.secret-key", "secret");

    /** One setting of a room, with a value that nothing can work with. */
    record Absurd(Class<?> room, String name, String value) {

        @Override
        public String toString() {
            return name + "=" + value;
        }
    }

    @ParameterizedTest
    @MethodSource("absurd")
    void numberBeyondAllBoundsIsNamed(Absurd setting) {
        assertThatThrownBy(() -> check(setting.room(), Map.of(setting.name(), setting.value())))
                .hasMessageStartingWith(setting.name() + " must be ")
                .hasMessageEndingWith(", not " + (setting.value().contains("T") ? "PT-7S" : setting.value()));
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void defaultsAreWithinTheBounds(Class<?> room) {
        assertThatCode(() -> check(room, Map.of())).doesNotThrowAnyException();
    }

    static Stream<Class<?>> rooms() throws Exception {
        List<Class<?>> rooms = new ArrayList<>();
        for (Class<?> room : EnvironmentCheckTest.mappings()) {
            if (!WITHOUT_A_CLASS.contains(room.getName()) && !absurd(room).isEmpty()) {
                rooms.add(room);
            }
        }
        assertThat(rooms).hasSizeGreaterThan(5);
        return rooms.stream();
    }

    static Stream<Absurd> absurd() throws Exception {
        return rooms().flatMap(room -> absurd(room).stream());
    }

    private static List<Absurd> absurd(Class<?> room) {
        List<Absurd> found = new ArrayList<>();
        gather(room, room, room.getAnnotation(ConfigMapping.class).prefix() + ".", found);
        return found;
    }

    private static void gather(Class<?> room, Class<?> group, String prefix, List<Absurd> found) {
        for (Method setting : group.getDeclaredMethods()) {
            Class<?> type = typeOf(setting);
            String name =
                    prefix + setting.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (NUMBERS.contains(type)) {
                found.add(new Absurd(room, name, type == double.class ? "-7.0" : "-7"));
            } else if (type == Duration.class) {
                found.add(new Absurd(room, name, "PT-7S"));
            } else if (type.isInterface() && type.getName().startsWith(room.getName())) {
                gather(room, type, name + ".", found);
            }
        }
    }

    private static Class<?> typeOf(Method setting) {
        return setting.getReturnType() == Optional.class
                        && setting.getGenericReturnType() instanceof ParameterizedType optional
                        && optional.getActualTypeArguments()[0] instanceof Class<?> held
                ? held
                : setting.getReturnType();
    }

    private static void check(Class<?> room, Map<String, String> values) throws Throwable {
        var settings = new SmallRyeConfigBuilder().withMapping(room);
        String prefix = room.getAnnotation(ConfigMapping.class).prefix();
        NEEDED.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                settings.withDefaultValue(name, value);
            }
        });
        values.forEach(settings::withDefaultValue);
        Method check = Class.forName(room.getName().replaceFirst("Settings$", "Bounds"))
                .getDeclaredMethod("check", room);
        check.setAccessible(true);
        try {
            check.invoke(null, settings.build().getConfigMapping(room));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
