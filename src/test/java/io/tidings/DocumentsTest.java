package io.tidings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Documents stay short, and what they name is there. Each rule is first seen red on a text that breaks it. */
class DocumentsTest {

    private static final Path DECISIONS = Path.of("src", "docs", "decisions");
    private static final int README_LINES = 150;
    private static final int PAGE_LINES = 60;
    private static final int PAGE_WORDS = 650;
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)");
    private static final Pattern DECISION = Pattern.compile("decisions?[ /](\\d{4})\\b");
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|IT))`");

    private record Text(Path path, String content) {}

    @Test
    void theReadmeIsShort() throws IOException {
        assertThat(isAtMost(README_LINES, "\n".repeat(README_LINES + 1))).isFalse();
        assertThat(isAtMost(README_LINES, Files.readString(Path.of("README.md"))))
                .isTrue();
    }

    private static boolean isAtMost(int lines, String text) {
        return text.lines().count() <= lines;
    }

    @Test
    void aDecisionIsAPage_underItsNumber() throws IOException {
        Path path = DECISIONS.resolve("0999-trial.md");
        assertThat(faultsOfDecision(new Text(path, "# 0999 A trial"))).isEmpty();
        assertThat(faultsOfDecision(new Text(path, "# 0998 A trial"))).hasSize(1);
        assertThat(faultsOfDecision(new Text(path, "# 0999 A trial" + "\n".repeat(PAGE_LINES + 1))))
                .hasSize(1);
        assertThat(faultsOfDecision(new Text(path, "# 0999 A trial" + " word".repeat(PAGE_WORDS))))
                .hasSize(1);
        assertThat(texts(".md").filter(text -> text.path().startsWith(DECISIONS)))
                .isNotEmpty()
                .flatMap(DocumentsTest::faultsOfDecision)
                .isEmpty();
    }

    private static List<String> faultsOfDecision(Text text) {
        List<String> faults = new ArrayList<>();
        String name = text.path().getFileName().toString();
        if (!text.content().startsWith("# " + name.substring(0, 4))) {
            faults.add(name + " does not begin with its number");
        }
        if (!isAtMost(PAGE_LINES, text.content()) || text.content().split("\\s+").length > PAGE_WORDS) {
            faults.add(name + " is longer than a page");
        }
        return faults;
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        holds(".md", "[here](DocumentsTest.java#a) [there](https://example.org)", "[x](nowhere.md)", text -> found(
                        LINK, text)
                .filter(link -> !Files.exists(text.path().resolveSibling(link)))
                .toList());
    }

    @Test
    void decisionsThatAreNamedAreThere() throws IOException {
        holds("", "decision 0002 and decisions/0002", "src/docs/decisions" + "/0009", text -> found(DECISION, text)
                .filter(number -> !isThere(DECISIONS, number + "-"))
                .toList());
    }

    @Test
    void testsThatAreNamedAreThere() throws IOException {
        List<String> classes = texts(".java")
                .map(text -> text.path().getFileName().toString().replace(".java", ""))
                .toList();
        holds(".md", "`TidyTest` keeps it", "`UntidyTest` keeps it", text -> found(TEST, text)
                .filter(name -> !classes.contains(name))
                .toList());
    }

    @Test
    void roomsAndTheirDoorsAreThoseOfTheTable() throws IOException {
        String calls = "| `delivery` | `relevance`, `catalog`, `hierarchy` (0077) | `Editions`, `Polls` (0220) |";
        assertThat(faultsOfRow(calls)).isEmpty();
        assertThat(faultsOfRow(calls.replace("`Editions`", "`Editions`, `Cellar`")))
                .hasSize(1);
        assertThat(faultsOfRow(calls.replace("`catalog`, ", ""))).hasSize(1);

        List<String> rows = Files.readAllLines(DECISIONS.resolve("0002-rooms.md")).stream()
                .filter(line -> line.startsWith("|"))
                .toList();
        assertThat(rows).flatMap(DocumentsTest::faultsOfRow).isEmpty();
        assertThat(rows.stream().flatMap(row -> names(cells(row)[0]).stream())).containsAll(Rooms.names());
    }

    private static List<String> faultsOfRow(String row) {
        String[] cells = cells(row);
        Set<String> doors = new TreeSet<>();
        Set<String> calls = new TreeSet<>();
        for (String name : names(cells[0])) {
            Rooms.named(name).ifPresent(room -> {
                doors.addAll(room.doors());
                calls.addAll(besideTheGround(room));
            });
        }
        Set<String> written = names(cells[1]);
        written.removeAll(names(cells[0]));
        List<String> faults = new ArrayList<>();
        if (!doors.equals(names(cells[2]))) {
            faults.add(row + " should have the doors " + doors);
        }
        if (!calls.equals(written) && !cells[1].contains("every room")) {
            faults.add(row + " should call " + calls);
        }
        return faults;
    }

    /** A room above the ground may call all of it, and the table says so once. */
    private static Set<String> besideTheGround(Rooms.Room room) {
        Set<String> calls = new TreeSet<>(room.mayCall());
        if (calls.containsAll(Rooms.GROUND)) {
            calls.removeAll(Rooms.GROUND);
        }
        return calls;
    }

    private static String[] cells(String row) {
        return row.substring(1).split("\\|", -1);
    }

    private static Set<String> names(String cell) {
        return NAME.matcher(cell).results().map(name -> name.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void holds(String ending, String fine, String crooked, Function<Text, List<String>> faults)
            throws IOException {
        Path here = Path.of("src", "test", "java", "io", "tidings", "A.md");
        assertThat(faults.apply(new Text(here, crooked)))
                .as("the rule goes red")
                .hasSize(1);
        assertThat(faults.apply(new Text(here, fine))).isEmpty();
        assertThat(texts(ending)).isNotEmpty().allSatisfy(text -> assertThat(faults.apply(text))
                .as("what %s names and is not there", text.path())
                .isEmpty());
    }

    private static Stream<String> found(Pattern pattern, Text text) {
        return pattern.matcher(text.content()).results().map(result -> result.group(1));
    }

    private static boolean isThere(Path folder, String beginning) {
        String[] names = folder.toFile().list((parent, name) -> name.startsWith(beginning));
        return names != null && names.length > 0;
    }

    /** Ours, with that ending of the name. */
    private static Stream<Text> texts(String ending) throws IOException {
        List<Text> texts = new ArrayList<>();
        for (String root : List.of("README.md", "pom.xml", "mvnw", "docker", "k8s", "src")) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (file.toString().endsWith(ending)) {
                        texts.add(new Text(file, Files.readString(file)));
                    }
                }
            }
        }
        return texts.stream();
    }
}
