package io.tidings;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The words in which the rules are written: a rule looks at one class and says each of its faults in a full sentence. */
final class Conditions {

    /** Everything that would tie a value to the way it is served or kept. Jackson is none: JSON is what the wire speaks. */
    private static final String[] FRAMEWORKS = {
        "io.quarkus.",
        "jakarta.",
        "io.smallrye.",
        "io.vertx.",
        "io.micrometer.",
        "io.opentelemetry.",
        "org.apache.kafka.",
        "org.eclipse.microprofile.",
        "org.hibernate.",
        "org.jboss."
    };

    private Conditions() {}

    static ArchRule rule(String says, Function<JavaClass, Stream<String>> faults, String because) {
        return ArchRuleDefinition.classes()
                .should(new ArchCondition<JavaClass>(says) {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        faults.apply(type)
                                .distinct()
                                .forEach(fault -> events.add(SimpleConditionEvent.violated(
                                        type, fault + " " + type.getSourceCodeLocation())));
                    }
                })
                .because(because);
    }

    /** Whether another room could name this type: it and all types around it are public. */
    static boolean isSeenFromOutside(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(Conditions::isSeenFromOutside).orElse(true);
    }

    /** The frameworks a type knows, named by one of their types each; empty when it knows none. */
    static Optional<String> frameworksOf(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(dependency ->
                        dependency.getTargetClass().getBaseComponentType().getName())
                .filter(Conditions::isFramework)
                .distinct()
                .sorted()
                .reduce((one, other) -> one + ", " + other);
    }

    private static boolean isFramework(String name) {
        return Stream.of(FRAMEWORKS).anyMatch(name::startsWith);
    }
}
