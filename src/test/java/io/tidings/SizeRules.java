package io.tidings;

import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** How large things may grow before they are two things. */
final class SizeRules {

    private static final int FILE_LINES = 300;
    private static final int METHOD_LINES = 40;
    private static final int PARAMETERS = 5;
    private static final int IMPORTS = 25;

    private SizeRules() {}

    static List<String> fileIsShort(Source source) {
        int lines = (int) source.text().lines().count();
        return lines <= FILE_LINES
                ? List.of()
                : List.of(source.at(lines) + "the file has " + lines + " lines, " + FILE_LINES
                        + " are enough: which of its two subjects gets a file of its own?");
    }

    static List<String> importsAreFew(Source source) {
        int imports = source.unit().getImports().size();
        return imports <= IMPORTS
                ? List.of()
                : List.of(source.at(1) + "the file has " + imports + " imports, " + IMPORTS
                        + " are enough: it knows too many things for one subject.");
    }

    static List<String> methodsAreShort(Source source) {
        var faults = new ArrayList<String>();
        forEachMethod(source, method -> {
            if (method.getBody() == null) {
                return;
            }
            int lines = source.lastLineOf(method.getBody()) - source.lineOf(method.getBody()) + 1;
            if (lines > METHOD_LINES) {
                faults.add(source.at(source.lineOf(method)) + method.getName() + " has " + lines + " lines, "
                        + METHOD_LINES + " are enough: name its steps.");
            }
        });
        return faults;
    }

    static List<String> parametersAreFew(Source source) {
        var faults = new ArrayList<String>();
        forEachMethod(source, method -> {
            int parameters = method.getParameters().size();
            // a constructor lists what its class needs, a record what it holds: neither is a call to be read; and how
            // many
            // an override takes is decided where the method is declared, which is judged too if it is ours
            if (parameters > PARAMETERS && method.getReturnType() != null && !overrides(method)) {
                faults.add(source.at(source.lineOf(method)) + method.getName() + " takes " + parameters
                        + " parameters, " + PARAMETERS + " are enough: those that belong together are a value.");
            }
        });
        return faults;
    }

    private static boolean overrides(MethodTree method) {
        return method.getModifiers().getAnnotations().stream()
                .anyMatch(
                        annotation -> annotation.getAnnotationType().toString().equals("Override"));
    }

    private static void forEachMethod(Source source, Consumer<MethodTree> look) {
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethod(MethodTree method, Void unused) {
                look.accept(method);
                return super.visitMethod(method, null);
            }
        }.scan(source.unit(), null);
    }
}
