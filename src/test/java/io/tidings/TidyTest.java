package io.tidings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Keeps what we write small and finished. Each rule is first seen red on a source that is one step over the line. */
class TidyTest {

    private static List<Source> sources;

    @BeforeAll
    static void read() {
        sources = Source.under("src/main/java", "src/test/java", "src/bench/java");
        assertThat(sources)
                .extracting(Source::path)
                .contains("src/main/java/io/tidings/Tidings.java", "src/test/java/io/tidings/TidyTest.java");
    }

    @Test
    void filesAreShort() {
        holds(SizeRules::fileIsShort, code("\n".repeat(299)), code("\n".repeat(300)));
    }

    @Test
    void importsAreFew() {
        holds(SizeRules::importsAreFew, "import a.B;\n".repeat(25) + code(""), "import a.B;\n".repeat(26) + code(""));
    }

    @Test
    void methodsAreShort() {
        holds(SizeRules::methodsAreShort, method("int x;\n".repeat(39)), method("int x;\n".repeat(40)));
    }

    @Test
    void parametersAreFew() {
        holds(
                SizeRules::parametersAreFew,
                code("A(int a, int b, int c, int d, int e, int f) {} void m(int a, int b, int c, int d, int e) {}"
                        + "@Override public void n(int a, int b, int c, int d, int e, int f) {}"),
                code("void m(int a, int b, int c, int d, int e, int f) {}"));
    }

    @Test
    void mutinyChainsAreShort() {
        holds(
                ShapeRules::chainsAreShort,
                method("find().onItem().invoke(a)" + ".map(b)".repeat(5) + ";" + "text" + ".append(c)".repeat(9) + ";"),
                method("find().onItem().invoke(a)" + ".map(b)".repeat(6) + ";"));
    }

    @Test
    void noFlatMapIsInsideAFlatMap() {
        holds(
                ShapeRules::noStepWithinAStep,
                method("a.flatMap(x -> b(x)).flatMap(y -> c(y)).chain(this::d);"),
                method("a.flatMap(x -> b(x).chain(y -> c(x, y)));"));
    }

    @Test
    void nothingWaitsByTheClock() {
        holds(ShapeRules::nothingWaitsByTheClock, method("await();"), method("Thread" + ".sleep(5);"));
        holds(ShapeRules::nothingWaitsByTheClock, code("@Test void m() {}"), code("@Dis" + "abled void m() {}"));
    }

    @Test
    void switchesOverSealedTypesHaveNoDefault() {
        var variants = SwitchRules.variantsIn(sources);
        var sealedTypes = "sealed interface S { record One() implements S {} record Two() implements S {} } ";
        var crooked = code(sealedTypes + "int m(S s) { return switch (s) { case S.One o -> 1; default -> 2; }; }");
        var fine = code(sealedTypes + "int m(S s) { return switch (s) { case S.One o -> 1; case S.Two() -> 2; }; }"
                + "int n(Object o) { return switch (o) { case String text -> 1; default -> 2; }; }");

        assertThat(SwitchRules.variantsIn(List.of(source(crooked)))).containsExactlyInAnyOrder("One", "Two");
        holds(source -> SwitchRules.switchesAreExhaustive(source, Set.of("One", "Two")), fine, crooked, Stream.empty());
        assertThat(sources)
                .flatMap(source -> SwitchRules.switchesAreExhaustive(source, variants))
                .isEmpty();
    }

    @Test
    void commentsAreFinished() {
        holds(
                CommentRules::commentsAreFinished,
                code("// why (see 5.3); then\n String s = \"// TO" + "DO\";"),
                code("// TO" + "DO\n"));
        holds(CommentRules::commentsAreFinished, code("// because x = 3\n"), code("// int x = 3;\n"));
    }

    @Test
    void publicTypesSayWhatTheyPromise() {
        holds(
                CommentRules::publicTypesSayWhatTheyPromise,
                "/**\n" + " * A\n".repeat(5) + " * @param x b\n */\npublic record A(int x) {}",
                "public record A(int x) {}");
        holds(
                CommentRules::publicTypesSayWhatTheyPromise,
                "record A() {}",
                "/**\n" + " * A\n".repeat(6) + " */\npublic record A() {}");
    }

    @Test
    void settingsAreDocumented() {
        holds(
                CommentRules::settingsAreDocumented,
                "@ConfigMapping interface A { /** Why. */ int a(); C c(); /** What. */ interface C {} } interface B { int b(); }",
                "@ConfigMapping interface A { interface B { int b(); } }");
    }

    @Test
    void roomsSayWhatTheyAreFor() {
        Function<String, Source> info = text -> Source.of("src/main/java/io/tidings/a/package-info.java", text);
        var good = "/**\n * In.\n * Out.\n * Who.\n */\n@NullMarked\npackage a;";

        assertThat(CommentRules.roomsSayWhatTheyAreFor(info.apply(good))).isEmpty();
        assertThat(CommentRules.roomsSayWhatTheyAreFor(info.apply(good.replace("@NullMarked", ""))))
                .hasSize(1);
        assertThat(CommentRules.roomsSayWhatTheyAreFor(info.apply(good.replace(" * Out.\n", ""))))
                .hasSize(1);
        assertThat(sources).flatMap(CommentRules::roomsSayWhatTheyAreFor).isEmpty();
    }

    @Test
    void everyRoomHasAPackageInfo() {
        var described = folders(sources.stream().filter(source -> source.path().endsWith("/package-info.java")));
        var needed = folders(sources.stream());

        assertThat(needed).hasSizeGreaterThan(1);
        assertThat(needed.stream().filter(room -> !described.contains(room)))
                .as("packages without package-info.java")
                .isEmpty();
    }

    /** Packages, not folders: a test lies in the room it tests and shares what is said of it. */
    private static Set<String> folders(Stream<Source> of) {
        return Set.copyOf(of.map(source -> source.unit().getPackageName() + "").toList());
    }

    private static void holds(Function<Source, List<String>> rule, String fine, String crooked) {
        holds(rule, fine, crooked, sources.stream());
    }

    private static void holds(
            Function<Source, List<String>> rule, String fine, String crooked, Stream<Source> checked) {
        assertThat(rule.apply(source(crooked))).as("the rule goes red").hasSize(1);
        assertThat(rule.apply(source(fine)))
                .as("the rule lets pass what is allowed")
                .isEmpty();
        assertThat(checked.flatMap(source -> rule.apply(source).stream())).isEmpty();
    }

    private static Source source(String text) {
        return Source.of("src/main/java/io/tidings/A.java", text);
    }

    private static String code(String body) {
        return "class A { " + body + "}";
    }

    private static String method(String body) {
        return code("void m() { " + body + "}");
    }
}
