package io.tidings.access;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The table {@code matrix.txt}: one line for each method of the service, with the roles that may call it. */
record Matrix(List<Line> lines) {

    /**
     * A method and who may call it; whether that holds for the operators of each tenant, of whom each meets its own there, or
     * only for those of the tenant who owns the installation. A planned one is not there yet.
     */
    record Line(String method, String path, Set<String> roles, boolean divided, boolean planned) {

        boolean admits(String role) {
            return roles.contains("anyone")
                    || roles.contains(role)
                    || (role.equals("publisher") && roles.contains("viewer"))
                    || (role.equals("admin") && (roles.contains("viewer") || roles.contains("publisher")));
        }

        boolean isOfOneHierarchy() {
            return path.startsWith("/v1/hierarchies/{id}");
        }

        /** Whether it reads or takes a step with one update, or removes something of it: what is written is read first. */
        boolean isOfOneUpdate() {
            return path.startsWith("/v1/updates/{update}") && !method.equals("PUT");
        }

        String name() {
            return method + " " + path;
        }

        String pathFor(String hierarchyId, String update) {
            return path.replace("{id}", hierarchyId)
                    .replace("{update}", update)
                    .replace("{sha256}", "0".repeat(64))
                    .replaceAll("\\{[^}]*}", "1");
        }
    }

    static Matrix read() throws IOException {
        try (InputStream file = Objects.requireNonNull(Matrix.class.getResourceAsStream("matrix.txt"))) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return new Matrix(text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(Matrix::line)
                    .toList());
        }
    }

    private static Line line(String text) {
        boolean planned = text.startsWith("~");
        String[] words = text.substring(planned ? 1 : 0).strip().split("\\s+", -1);
        boolean divided = words.length > 3 && words[3].equals("divided");
        return new Line(words[0], words[1], Set.copyOf(Arrays.asList(words[2].split(",", -1))), divided, planned);
    }

    Set<String> names() {
        Set<String> names = new TreeSet<>();
        lines.forEach(line -> names.add(line.name()));
        return names;
    }
}
