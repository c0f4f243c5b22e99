package io.tidings;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The table of rooms: who may call whom, and the doors through which a room is entered. Decision 0002 says why each line
 * is so; a new room or door changes both. A public type that is no door is a value and free of every framework.
 */
final class Rooms {

    static final String ROOT = "io.tidings";

    static final Set<String> GROUND =
            Set.of("version", "problem", "trust", "protocol", "setting", "schema", "signal", "audit", "tenant");

    /** What a package could be called instead of what it answers. */
    static final Set<String> NAMELESS = Set.of(
            "common",
            "util",
            "utils",
            "model",
            "service",
            "dto",
            "impl",
            "mapper",
            "config",
            "exception",
            "helper",
            "misc",
            "core",
            "api",
            "support",
            "shared");

    private static final List<Room> TABLE = List.of(
            ground("version"),
            ground("problem", "FirstLook"),
            ground("trust"),
            ground("protocol"),
            ground("setting", "Bounds"),
            ground("schema", "Migrations"),
            new Room("signal", Set.of("schema", "setting"), Set.of("Signals")),
            ground("tenant", "Tenant"),
            new Room("audit", Set.of("problem", "tenant"), Set.of("Audit")),
            room("hierarchy").doors("Hierarchies"),
            room("catalog").doors("Updates", "Catalogs"),
            room("relevance", "hierarchy", "catalog").doors("Offers"),
            room("access", "hierarchy").doors("Access", "Expiries", "ModeChanges", "Recognition"),
            room("usage", "hierarchy").doors("UsageIntake"),
            room("connectivity", "hierarchy").doors("Endpoints"),
            room("delivery", "relevance", "catalog", "hierarchy").doors("Editions", "Polls"),
            room("exchange", "usage", "delivery").doors("Exchange"),
            room("notice", "access", "relevance", "catalog", "hierarchy").doors("Notices"),
            room("insight", "relevance", "catalog", "hierarchy").doors("Insight"),
            room("console", "access", "hierarchy", "catalog", "relevance", "usage", "delivery", "notice", "insight"),
            new Room("client", Set.of("protocol", "trust", "version", "audit"), Set.of()));

    private Rooms() {}

    record Room(String name, Set<String> mayCall, Set<String> doors) {

        Room doors(String... names) {
            return new Room(name, mayCall, Set.of(names));
        }

        boolean mayCall(String other) {
            return name.equals(other) || mayCall.contains(other);
        }
    }

    static Optional<Room> named(String name) {
        return TABLE.stream().filter(room -> room.name().equals(name)).findFirst();
    }

    static Set<String> names() {
        var names = new TreeSet<String>();
        TABLE.forEach(room -> names.add(room.name()));
        return names;
    }

    /** The room of a class of ours by its package alone; empty for the program and for everything that is not ours. */
    static Optional<String> nameOf(JavaClass type) {
        String inside = type.getPackageName();
        return inside.startsWith(ROOT + ".") ? Optional.of(inside.substring(ROOT.length() + 1)) : Optional.empty();
    }

    static boolean isProgram(JavaClass type) {
        return type.getPackageName().equals(ROOT);
    }

    static boolean isDoor(JavaClass type) {
        return nameOf(type)
                .flatMap(Rooms::named)
                .filter(room -> room.doors().contains(type.getSimpleName()))
                .isPresent();
    }

    private static Room ground(String name, String... doors) {
        return new Room(name, Set.of(), Set.of(doors));
    }

    /** A room above the ground: every such room may call the ground. */
    private static Room room(String name, String... calls) {
        var mayCall = new TreeSet<>(GROUND);
        Stream.of(calls).forEach(mayCall::add);
        return new Room(name, Set.copyOf(mayCall), Set.of());
    }
}
