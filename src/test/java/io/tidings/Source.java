package io.tidings;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** One source file as the JDK's own compiler reads it; nothing is resolved, so that thousands of lines take a second. */
record Source(String path, String text, CompilationUnitTree unit, DocTrees docs) {

    static List<Source> under(String... roots) {
        var files = new ArrayList<JavaFileObject>();
        for (var root : roots) {
            if (Files.isDirectory(Path.of(root))) {
                filesUnder(Path.of(root)).forEach(file -> files.add(file(file.toString(), read(file))));
            }
        }
        return parse(files);
    }

    static Source of(String path, String text) {
        return parse(List.of(file(path, text))).getFirst();
    }

    int lineOf(Tree tree) {
        return line(docs.getSourcePositions().getStartPosition(unit, tree));
    }

    int lastLineOf(Tree tree) {
        return line(docs.getSourcePositions().getEndPosition(unit, tree));
    }

    @Nullable
    String docOf(Tree tree) {
        var path = TreePath.getPath(unit, tree);
        return path == null ? null : docs.getDocComment(path);
    }

    String at(int line) {
        return path + ":" + line + " ";
    }

    boolean isMain() {
        return path.startsWith("src/main/");
    }

    private int line(long position) {
        return (int) unit.getLineMap().getLineNumber(position);
    }

    private static List<Source> parse(List<JavaFileObject> files) {
        var task = (JavacTask)
                ToolProvider.getSystemJavaCompiler().getTask(null, null, null, List.of("-proc:none"), null, files);
        var docs = DocTrees.instance(task);
        var sources = new ArrayList<Source>();
        try {
            for (var unit : task.parse()) {
                var file = unit.getSourceFile();
                var path = file.toUri().getPath().substring(1);
                sources.add(new Source(path, file.getCharContent(true).toString(), unit, docs));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }

    private static List<Path> filesUnder(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JavaFileObject file(String path, String text) {
        var uri = URI.create("source:///" + path.replace('\\', '/'));
        return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
