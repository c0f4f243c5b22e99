package io.tidings;

import static io.tidings.Conditions.rule;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The rules about code within a room: how it gets what it needs, that it neither waits nor prints, and who may call it. */
final class CodeRules {

    private static final String INJECT = "jakarta.inject.Inject";
    private static final String CONFIG_PROPERTY = "org.eclipse.microprofile.config.inject.ConfigProperty";
    private static final String CONFIG_MAPPING = "io.smallrye.config.ConfigMapping";

    private static final Set<String> FILLED_FROM_OUTSIDE = Set.of(
            INJECT,
            CONFIG_PROPERTY,
            "jakarta.persistence.PersistenceContext",
            "jakarta.ws.rs.core.Context",
            "org.eclipse.microprofile.reactive.messaging.Channel");

    static final ArchRule INJECTION_IS_BY_CONSTRUCTOR = rule(
            "get what they need through their constructor",
            CodeRules::injectedBehindTheBack,
            "then a test makes one with `new`, and a bean cannot be half made");

    static final ArchRule SETTINGS_COME_BY_MAPPING = rule(
            "read settings through the one @ConfigMapping of their room",
            type -> type.getDirectDependenciesFromSelf().stream()
                    .filter(dependency -> Set.of(CONFIG_PROPERTY, "org.eclipse.microprofile.config.ConfigProvider")
                            .contains(dependency.getTargetClass().getName()))
                    .map(dependency ->
                            type.getName() + " reads a setting on its own: add it, documented and with its default"
                                    + " and bounds, to the …Settings of the room."),
            "all settings of a room are then read in one place, and a wrong one stops the start with its name");

    static final ArchRule SETTINGS_BEAR_THE_NAME_OF_THEIR_ROOM = rule(
            "use the prefix tidings.<room> for settings",
            type -> type.tryGetAnnotationOfType(CONFIG_MAPPING).stream()
                    .map(mapping -> mapping.get("prefix").map(String::valueOf).orElse(""))
                    .filter(prefix -> !prefix.equals(
                            Rooms.nameOf(type).map(room -> "tidings." + room).orElse("tidings")))
                    .map(prefix -> type.getName() + " has the prefix `" + prefix + "`: it is `tidings."
                            + Rooms.nameOf(type).orElse("") + "`."),
            "the name of a setting says which room to read");

    static final ArchRule NOTHING_WAITS = rule(
            "not wait for an answer",
            type -> accesses(type, CodeRules::isWait)
                    .map(access -> access.getDescription() + ": return the Uni and let the caller go on with it."),
            "a thread that serves and waits serves nobody else; on an event loop it stops everyone");

    static final ArchRule ONLY_THE_CLIENT_PRINTS = rule(
            "leave printing to the client and the program",
            type -> Rooms.isProgram(type) || Rooms.nameOf(type).equals(Optional.of("client"))
                    ? Stream.empty()
                    : accesses(type, CodeRules::isPrint)
                            .map(access -> access.getDescription() + ": log it, with the hierarchy it is about."),
            "what a service prints has no time, level or trace and is lost");

    private static final Set<String> SAYS_WHO = Set.of(
            "jakarta.annotation.security.RolesAllowed",
            "jakarta.annotation.security.PermitAll",
            "jakarta.annotation.security.DenyAll",
            "io.quarkus.security.Authenticated",
            "io.quarkus.security.PermissionsAllowed");

    static final ArchRule EVERY_HTTP_METHOD_SAYS_WHO_MAY_CALL_IT = rule(
            "say for every HTTP method who may call it",
            type -> type.getMethods().stream()
                    .filter(method -> method.isMetaAnnotatedWith("jakarta.ws.rs.HttpMethod"))
                    .filter(method -> SAYS_WHO.stream()
                            .noneMatch(who -> method.isAnnotatedWith(who) || type.isAnnotatedWith(who)))
                    .map(JavaMethod::getFullName)
                    .map(method -> method + " is open to whom? Add @RolesAllowed(…), or @PermitAll if anyone may."),
            "an endpoint that was forgotten must not be an open one");

    /** Interfaces with one implementation here that are right nevertheless, each with its reason. */
    private static final Map<String, String> ONE_IS_ENOUGH = Map.of();

    static final ArchRule INTERFACES_HAVE_TWO_IMPLEMENTATIONS = rule(
            "be an interface only for two real implementations",
            type -> isOurKindOfInterface(type)
                            && !ONE_IS_ENOUGH.containsKey(type.getName())
                            && type.getAllSubclasses().stream()
                                            .filter(sub -> !sub.isInterface())
                                            .count()
                                    < 2
                    ? Stream.of(type.getName() + " has not two implementations: make it the class itself, or say"
                            + " @FunctionalInterface if it is filled by lambdas.")
                    : Stream.empty(),
            "an interface for one class is a second name for it");

    private CodeRules() {}

    private static Stream<String> injectedBehindTheBack(JavaClass type) {
        var fields = type.getFields().stream()
                .filter(field -> FILLED_FROM_OUTSIDE.stream().anyMatch(field::isAnnotatedWith))
                .map(JavaField::getFullName);
        var methods = type.getMethods().stream()
                .filter(method -> method.isAnnotatedWith(INJECT))
                .map(JavaMethod::getFullName);
        return Stream.concat(fields, methods)
                .map(member -> member + " is filled from outside: make it a parameter of the constructor.");
    }

    private static Stream<JavaAccess<?>> accesses(JavaClass type, Predicate<JavaAccess<?>> wanted) {
        return type.getAccessesFromSelf().stream().filter(wanted);
    }

    private static boolean isWait(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        return switch (access.getTarget().getName()) {
            case "await" ->
                owner.getName().startsWith("io.smallrye.mutiny.")
                        || owner.getName().startsWith("io.vertx.");
            case "asIterable", "asStream" -> owner.getName().startsWith("io.smallrye.mutiny.");
            case "sleep" -> owner.isEquivalentTo(Thread.class);
            case "join", "get" -> owner.isAssignableTo(CompletableFuture.class) && !isTool(access.getOriginOwner());
            default -> false;
        };
    }

    /** Tools have a thread of their own for one task and may wait with it. */
    private static boolean isTool(JavaClass type) {
        return Rooms.isProgram(type)
                || Rooms.nameOf(type).filter("client"::equals).isPresent();
    }

    private static boolean isPrint(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        return switch (access.getTarget().getName()) {
            case "out", "err" -> owner.isEquivalentTo(System.class);
            case "printStackTrace" -> owner.isAssignableTo(Throwable.class);
            default -> false;
        };
    }

    private static boolean isOurKindOfInterface(JavaClass type) {
        return type.isInterface()
                && !type.isAnnotation()
                && !type.isSealed()
                && !type.getSimpleName().equals("package-info")
                && !type.isAnnotatedWith(FunctionalInterface.class.getName())
                && !isSettings(type);
    }

    private static boolean isSettings(JavaClass type) {
        return type.isAnnotatedWith(CONFIG_MAPPING)
                || type.getEnclosingClass().map(CodeRules::isSettings).orElse(false);
    }
}
