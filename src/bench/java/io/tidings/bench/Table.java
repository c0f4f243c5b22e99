package io.tidings.bench;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown with a line above that says how it was measured. Its rows are shown as they come, for who waits. */
final class Table {

    private final String method;
    private final List<List<String>> lines = new ArrayList<>();

    Table(String method, String... columns) {
        this.method = method;
        show(List.of(columns));
        lines.add(List.of(columns).stream().map(column -> "---").toList());
    }

    Table row(String... cells) {
        show(List.of(cells));
        return this;
    }

    private void show(List<String> cells) {
        lines.add(cells);
        System.out.println(String.join(" | ", cells));
    }

    String markdown(String name) {
        var text = new StringBuilder("## %s%n%n`./mvnw -Pbench -Dbench=%s` · %s%n%n".formatted(name, name, method));
        lines.forEach(
                cells -> text.append("| ").append(String.join(" | ", cells)).append(" |\n"));
        return text.toString();
    }
}
