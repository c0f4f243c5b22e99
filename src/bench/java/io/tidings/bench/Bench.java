package io.tidings.bench;

import io.tidings.embedded.EmbeddedServices;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.openjdk.jmh.Main;

/** Runs the named workloads, or all of them, against freshly started services. */
final class Bench {

    private static final Map<String, Workload> WORKLOADS = new TreeMap<>(Map.ofEntries(
            Map.entry("download", new Download()),
            Map.entry("fresh", new Fresh()),
            Map.entry("import", new Import()),
            Map.entry("intake", new Intake()),
            Map.entry("limits", new Limits()),
            Map.entry("poll", new Poll()),
            Map.entry("preview", new Previews()),
            Map.entry("publication", new Publication()),
            Map.entry("replicas", new Replicas()),
            Map.entry("start", new Start()),
            Map.entry("streams", new Streams()),
            Map.entry("tokens", new Tokens())));

    private Bench() {}

    public static void main(String... names) throws Exception {
        var wanted = names[0].equals("all") ? List.copyOf(WORKLOADS.keySet()) : List.of(names[0].split(","));
        if (wanted.equals(List.of("micro"))) {
            Main.main(new String[] {names[1]});
            return;
        }
        if (!WORKLOADS.keySet().containsAll(wanted)) {
            System.err.println("-Dbench= takes all, micro, or of " + WORKLOADS.keySet() + " some, with commas");
            System.exit(2);
        }
        var around = new Surroundings(
                new EmbeddedServices().startForLoad(), Path.of("target").toAbsolutePath());
        Files.createDirectories(around.folder());
        for (var name : wanted) {
            var table = Objects.requireNonNull(WORKLOADS.get(name)).run(around).markdown(name);
            Files.writeString(around.folder().resolve(name + ".md"), table);
            System.out.println(table);
        }
        // the services end with this process, and some client threads would keep it
        System.exit(0);
    }
}
