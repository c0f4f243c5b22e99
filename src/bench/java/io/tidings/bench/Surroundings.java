package io.tidings.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a workload finds: the database and the broker as settings, the packaged programs, and a folder for its logs. */
record Surroundings(Map<String, String> services, Path target) {

    /** Every packaged shape of the program that has been built, the plain jar first. */
    List<Program> programs() {
        return Stream.of(Program.Shape.values())
                .map(shape -> new Program(shape, this))
                .filter(Program::isBuilt)
                .toList();
    }

    /** Those that differ once they are up: the cache only shortens the start. */
    List<Program> programsUnderLoad() {
        return programs().stream()
                .filter(program -> program.shape() != Program.Shape.JVM_WITH_CACHE)
                .toList();
    }

    Path folder() {
        return target.resolve("bench");
    }

    String setting(String name) {
        var value = services.get(name);
        if (value == null) {
            throw new IllegalStateException("the embedded services name no " + name);
        }
        return value;
    }
}
