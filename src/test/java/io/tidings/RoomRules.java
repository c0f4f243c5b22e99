package io.tidings;

import static io.tidings.Conditions.isSeenFromOutside;
import static io.tidings.Conditions.rule;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The rules about rooms: which there are, who calls whom, what may be seen of them and how their things are called. */
final class RoomRules {

    static final ArchRule ROOMS_ARE_IN_THE_TABLE = rule(
            "lie in a room of the table, flat under io.tidings",
            type -> Rooms.nameOf(type).stream()
                    .filter(name -> Rooms.named(name).isEmpty())
                    .map(name -> type.getName() + ": " + whyNoRoom(name)),
            "a room is found by the question it answers; the table stands in Rooms.java and in decision 0002");

    static final ArchRule ROOMS_CALL_WHOM_THEY_MAY = rule(
            "call only the rooms that the table allows",
            RoomRules::forbiddenCalls,
            "facts flow one way: what stands upstream does not know who listens, it is asked");

    static final ArchRule ROOMS_HAVE_NO_CYCLE = SlicesRuleDefinition.slices()
            .matching("io.tidings.(*)..")
            .should()
            .beFreeOfCycles()
            .because("two rooms that need each other are one room");

    static final ArchRule PUBLIC_IS_DOOR_OR_VALUE = rule(
            "be package-private unless they are a door of the table or a pure value",
            type -> isInRoom(type) && isSeenFromOutside(type) && !Rooms.isDoor(type) && !isCommand(type)
                    ? Conditions.frameworksOf(type).stream()
                            .map(found -> type.getName() + " is public and no door, yet it knows " + found
                                    + ": make it package-private, or keep the framework out of the value.")
                    : Stream.empty(),
            "a room is entered through its door, with values; how it is served and kept never leaves it");

    private static final Set<String> INSIDE_NAMES =
            Set.of("Row", "Resource", "Consumer", "Page", "Settings", "Store", "Responses");

    static final ArchRule INSIDE_STAYS_INSIDE = rule(
            "not show rows, resources, consumers, pages and settings",
            type -> isInRoom(type) && isSeenFromOutside(type) && endsInOneOf(type, INSIDE_NAMES)
                    ? Stream.of(type.getName() + " is public: remove `public` (its methods may stay public).")
                    : Stream.empty(),
            "what is inside a room can then be changed by reading that room alone");

    static final ArchRule GROUND_IS_PURE = rule(
            "keep version, trust and protocol free of every framework, inside too",
            type -> Rooms.nameOf(type)
                            .filter(Set.of("version", "trust", "protocol")::contains)
                            .isPresent()
                    ? Conditions.frameworksOf(type).stream()
                            .map(found -> type.getName() + " knows " + found
                                    + ": move what needs it to the room that serves it, or register it there.")
                    : Stream.empty(),
            "the client shares these rooms, and proofs about them need no container");

    static final ArchRule CLIENT_IS_FRAMEWORK_FREE = rule(
            "keep Quarkus, Jakarta, Mutiny and Hibernate out of the client",
            type -> Rooms.nameOf(type).filter("client"::equals).isPresent()
                    ? Conditions.frameworksOf(type).stream()
                            .map(found -> type.getName() + " knows " + found
                                    + ": the JDK's own HttpClient and picocli are enough for the far end.")
                    : Stream.empty(),
            "a command starts no container and answers in milliseconds");

    /** What makes a class what it is, and how it is then called; the second name is the console's. */
    private static final Map<String, Set<String>> NAMES = Map.of(
            "jakarta.ws.rs.Path", Set.of("Resource", "Page"),
            "jakarta.persistence.Entity", Set.of("Row"),
            "picocli.CommandLine$Command", Set.of("Command"),
            "io.smallrye.config.ConfigMapping", Set.of("Settings"));

    static final ArchRule NAMES_SAY_WHAT_THINGS_ARE = rule(
            "be called …Resource, …Page, …Consumer, …Row, …Command or …Settings when that is what they are",
            type -> isInRoom(type) ? misnomers(type) : Stream.empty(),
            "a reader finds the mouths and the tables of a room by their file names");

    private RoomRules() {}

    private static String whyNoRoom(String name) {
        if (name.contains(".")) {
            return "rooms lie flat, `" + name
                    + "` lies in another. Move it up, or make it a room with a decision record.";
        }
        return Rooms.NAMELESS.contains(name)
                ? "`" + name + "` says nothing of what is in it. Name the thing: it is a room, or stays with its owner."
                : "`" + name + "` is no room. Put it in the room whose question it answers (" + Rooms.names()
                        + "), or write the decision record and add the room.";
    }

    private static boolean isInRoom(JavaClass type) {
        return Rooms.nameOf(type).isPresent();
    }

    private static boolean isCommand(JavaClass type) {
        return type.isAnnotatedWith("picocli.CommandLine$Command");
    }

    private static Stream<String> forbiddenCalls(JavaClass type) {
        var room = Rooms.nameOf(type).flatMap(Rooms::named);
        if (room.isEmpty()) {
            return Stream.empty();
        }
        var from = room.get();
        return type.getDirectDependenciesFromSelf().stream()
                .filter(dependency -> Rooms.isProgram(dependency.getTargetClass())
                        || Rooms.nameOf(dependency.getTargetClass())
                                .filter(to -> !from.mayCall(to))
                                .isPresent())
                .map(dependency -> from.name() + " may call " + new TreeSet<>(from.mayCall()) + ", not "
                        + Rooms.nameOf(dependency.getTargetClass()).orElse("the program") + ": "
                        + dependency.getDescription()
                        + ". Let the room that wants to know ask the door of the one that knows.");
    }

    private static boolean endsInOneOf(JavaClass type, Set<String> endings) {
        return endings.stream().anyMatch(type.getSimpleName()::endsWith);
    }

    private static Stream<String> misnomers(JavaClass type) {
        var byType = NAMES.entrySet().stream()
                .filter(name -> type.isAnnotatedWith(name.getKey()))
                .map(Map.Entry::getValue);
        var byMethod = Stream.of(
                        Map.entry("org.eclipse.microprofile.reactive.messaging.Incoming", Set.of("Consumer")),
                        Map.entry("jakarta.ws.rs.HttpMethod", Set.of("Resource", "Page")))
                .filter(name -> type.getMethods().stream()
                        .anyMatch(method ->
                                method.isAnnotatedWith(name.getKey()) || method.isMetaAnnotatedWith(name.getKey())))
                .map(Map.Entry::getValue);
        return Stream.concat(byType, byMethod)
                .filter(endings -> !endsInOneOf(type, endings))
                .map(endings -> type.getName() + " should be called …" + String.join(" or …", endings) + ".");
    }
}
