package io.tidings.hierarchy;

import io.smallrye.mutiny.Uni;
import io.tidings.protocol.UsageReport;
import io.tidings.schema.Migrations;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Where tests let reports be observed, as the intake does, and look at what came of it. Its tables are there. */
@Singleton
public class Observatory {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Hierarchies hierarchies;
    private final Owners owners;
    private final Pool pool;

    Observatory(Hierarchies hierarchies, Owners owners, Pool pool, Migrations migrations) {
        this.hierarchies = hierarchies;
        this.owners = owners;
        this.pool = pool;
        migrations.done().await().atMost(PATIENCE);
    }

    List<Outcome> observe(UsageReport... reports) {
        return observe(Stream.of(reports).map(Seen::of).toList());
    }

    List<Outcome> observe(List<Observation> seen) {
        return hierarchies.observe(seen).await().atMost(PATIENCE);
    }

    /** Says whether there was anything. */
    public boolean erase(UsageReport report) {
        return erase(report.hierarchyId());
    }

    boolean erase(String hierarchyId) {
        return hierarchies.erase(hierarchyId, "test").await().atMost(PATIENCE);
    }

    public boolean knows(UsageReport report) {
        return hierarchies.find(report.hierarchyId()).await().atMost(PATIENCE).isPresent();
    }

    public Hierarchy state(UsageReport report) {
        return state(report.hierarchyId());
    }

    Hierarchy state(String hierarchyId) {
        return hierarchies.find(hierarchyId).await().atMost(PATIENCE).orElseThrow();
    }

    /** Waits until each of them is the state of its hierarchy. */
    public void awaitTaken(UsageReport... reports) {
        for (UsageReport report : reports) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> knows(report) && state(report).reportId().equals(report.reportId()));
        }
    }

    /** Begins something while a batch is under way, which ends as soon as the other one waits for it. */
    <T> CompletableFuture<T> whileUnderWay(Observation batch, Supplier<Uni<T>> other) {
        return whileOpen(connection -> new ObservationRows(List.of(batch), owners).write(connection), other);
    }

    /** Begins something while a transaction is open, which ends as soon as the other one waits for it. */
    <T> CompletableFuture<T> whileOpen(Function<SqlConnection, Uni<?>> work, Supplier<Uni<T>> other) {
        return whileOpen(work, other, Uni.createFrom().voidItem());
    }

    /** The same, and while the other one waits something more is done. */
    <T> CompletableFuture<T> whileOpen(Function<SqlConnection, Uni<?>> work, Supplier<Uni<T>> other, Uni<?> more) {
        return pool.withTransaction(connection -> work.apply(connection)
                        .map(done -> other.get().subscribeAsCompletionStage())
                        .call(this::somebodyWaits)
                        .call(() -> more))
                .await()
                .atMost(PATIENCE);
    }

    private Uni<Long> somebodyWaits(Object started) {
        return pool.query("select count(*) from pg_locks where not granted")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0))
                .repeat()
                .until(count -> count > 0)
                .collect()
                .last();
    }
}
