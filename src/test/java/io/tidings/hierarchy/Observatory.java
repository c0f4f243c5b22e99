package io.tidings.hierarchy;

import io.tidings.protocol.UsageReport;
import io.tidings.schema.Migrations;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Where tests let reports be observed, as the intake does, and look at what came of it. Its tables are there. */
@Singleton
public class Observatory {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Hierarchies hierarchies;

    Observatory(Hierarchies hierarchies, Migrations migrations) {
        this.hierarchies = hierarchies;
        migrations.done().await().atMost(PATIENCE);
    }

    List<Outcome> observe(UsageReport... reports) {
        return observe(Stream.of(reports).map(Seen::of).toList());
    }

    List<Outcome> observe(List<Observation> seen) {
        return hierarchies.observe(seen).await().atMost(PATIENCE);
    }

    public boolean knows(UsageReport report) {
        return hierarchies.find(report.hierarchyId()).await().atMost(PATIENCE).isPresent();
    }

    public Hierarchy state(UsageReport report) {
        return hierarchies.find(report.hierarchyId()).await().atMost(PATIENCE).orElseThrow();
    }
}
