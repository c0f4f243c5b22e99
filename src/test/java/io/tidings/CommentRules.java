package io.tidings;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** What is said beside the code: what each room and public type promises, and nothing that is unfinished or switched off. */
final class CommentRules {

    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO-?DO|FIX-?ME|X{3}|HACK)\\b");
    /** A line comment that ends as a statement or a block does is code that nobody compiles. */
    private static final Pattern CODE = Pattern.compile("^//.*[=(].*[;{]$|^//\\s*}.*$");

    private static final int TYPE_LINES = 5;
    private static final int ROOM_LINES_MIN = 3;
    private static final int ROOM_LINES_MAX = 6;

    private CommentRules() {}

    static List<String> commentsAreFinished(Source source) {
        var faults = new ArrayList<String>();
        for (var comment : Comment.in(source.text())) {
            if (UNFINISHED.matcher(comment.text()).find()) {
                faults.add(source.at(comment.line()) + "is unfinished: do it, or open an issue.");
            }
            if (comment.text().contains("@author")) {
                faults.add(source.at(comment.line()) + "names an author: the history knows.");
            }
            if (CODE.matcher(comment.text()).matches()) {
                faults.add(source.at(comment.line()) + "is code in a comment: remove it, the history keeps it.");
            }
        }
        return faults;
    }

    static List<String> publicTypesSayWhatTheyPromise(Source source) {
        var faults = new ArrayList<String>();
        for (var declared : source.unit().getTypeDecls()) {
            if (source.isMain()
                    && declared instanceof ClassTree type
                    && type.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
                int lines = linesOf(source.docOf(type));
                if (lines < 1 || lines > TYPE_LINES) {
                    faults.add(source.at(source.lineOf(type)) + type.getSimpleName() + " has " + lines
                            + " lines of contract: say in 1 to " + TYPE_LINES + " what a caller may rely on.");
                }
            }
        }
        return faults;
    }

    static List<String> roomsSayWhatTheyAreFor(Source source) {
        if (!source.path().endsWith("/package-info.java")) {
            return List.of();
        }
        var room = source.unit().getPackage();
        var faults = new ArrayList<String>();
        int lines = linesOf(source.docOf(room));
        if (lines < ROOM_LINES_MIN || lines > ROOM_LINES_MAX) {
            faults.add(source.at(1) + "the room has " + lines + " lines: say in " + ROOM_LINES_MIN + " to "
                    + ROOM_LINES_MAX + " what comes in, what goes out, and who may call.");
        }
        if (room.getAnnotations().stream().noneMatch(CommentRules::isNullMarked)) {
            faults.add(source.at(1) + "lacks @NullMarked: without it NullAway looks at nothing in this room.");
        }
        return faults;
    }

    static List<String> settingsAreDocumented(Source source) {
        var faults = new ArrayList<String>();
        new TreeScanner<Void, List<String>>() {
            @Override
            public Void visitClass(ClassTree type, List<String> groups) {
                return super.visitClass(type, isSettings(type) ? documentedGroupsOf(type, source) : groups);
            }

            @Override
            public Void visitMethod(MethodTree method, @Nullable List<String> groups) {
                if (groups != null
                        && linesOf(source.docOf(method)) == 0
                        && !groups.contains(String.valueOf(method.getReturnType()))) {
                    faults.add(source.at(source.lineOf(method)) + "the setting " + method.getName()
                            + " is not explained: say what it is for and why its default is what it is.");
                }
                return super.visitMethod(method, groups);
            }
        }.scan(source.unit(), null);
        return faults;
    }

    /** A group explains itself where it is declared; saying it twice helps nobody. */
    private static List<String> documentedGroupsOf(ClassTree settings, Source source) {
        return settings.getMembers().stream()
                .filter(member -> member instanceof ClassTree && linesOf(source.docOf(member)) > 0)
                .map(member -> ((ClassTree) member).getSimpleName().toString())
                .toList();
    }

    private static boolean isSettings(ClassTree type) {
        return type.getModifiers().getAnnotations().stream()
                .anyMatch(annotation -> isCalled(annotation, "ConfigMapping"));
    }

    private static boolean isNullMarked(AnnotationTree annotation) {
        return isCalled(annotation, "NullMarked");
    }

    private static boolean isCalled(AnnotationTree annotation, String name) {
        Tree type = annotation.getAnnotationType();
        return type.toString().equals(name) || type.toString().endsWith("." + name);
    }

    /** Lines of prose: block tags speak of single parameters and are not counted. */
    private static int linesOf(@Nullable String doc) {
        if (doc == null) {
            return 0;
        }
        return (int) doc.strip()
                .lines()
                .map(String::strip)
                .takeWhile(line -> !line.startsWith("@"))
                .filter(line -> !line.isEmpty())
                .count();
    }
}
