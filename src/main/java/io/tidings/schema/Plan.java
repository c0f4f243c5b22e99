package io.tidings.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is to be done to a database with this history: run the files that are still missing, or leave it alone. */
sealed interface Plan {

    record Run(List<Migration> missing) implements Plan {}

    record Refuse(String why) implements Plan {}

    /** A file as the database remembers it. */
    record Applied(String path, String checksum) {}

    static Plan of(List<Migration> program, List<Applied> history) {
        Map<String, Migration> known = new HashMap<>();
        program.forEach(file -> known.put(file.path(), file));
        for (Applied applied : history) {
            Migration file = known.remove(applied.path());
            if (file == null) {
                return new Refuse("The database schema is newer than this program: " + applied.path()
                        + " was applied to it, and this program does not know that file. Start a newer program.");
            }
            if (!file.checksum().equals(applied.checksum())) {
                return new Refuse("The schema file " + applied.path()
                        + " was changed after it was applied: the database has checksum " + applied.checksum()
                        + ", the program has " + file.checksum() + ".");
            }
        }
        return new Run(
                program.stream().filter(file -> known.containsKey(file.path())).toList());
    }
}
