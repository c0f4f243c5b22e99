package io.tidings.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SchemaIndexTest {

    private static final Path FOLDER = Path.of("src/main/resources/schema");

    private final List<String> index =
            Migration.all().stream().map(Migration::path).toList();

    @Test
    void everyFileIsListedOnce() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            assertThat(index)
                    .containsExactlyInAnyOrderElementsOf(files.filter(Files::isRegularFile)
                            .map(file -> FOLDER.relativize(file).toString().replace('\\', '/'))
                            .filter(file -> !file.equals("index"))
                            .toList());
        }
    }

    @Test
    void everyRoomCountsFromOneWithoutGaps() {
        TreeMap<String, Integer> last = new TreeMap<>();
        for (String path : index) {
            assertThat(path).matches("[a-z]+/\\d{3}_[a-z0-9_]+\\.sql");
            String room = path.substring(0, path.indexOf('/'));
            int number = Integer.parseInt(path.substring(room.length() + 1, room.length() + 4));
            assertThat(number).as(path).isEqualTo(last.getOrDefault(room, 0) + 1);
            last.put(room, number);
        }
    }
}
