package io.tidings.delivery;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidings.audit.Audit;
import io.tidings.audit.Decision;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What content there is: bytes in a store, and a ledger in the database that keeps the quota and knows what may go. The row
 * comes first and is locked while bytes are removed, so that what is uploaded again while it is collected stays.
 */
@Singleton
class ContentStore {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final long COPIES = 50L << 30;

    /** The slowest sender writes something in that time. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private static final String ENTER =
            """
            insert into delivery_content (sha256, size, stored_at)
            select $1, $2::bigint, $3
             where (select coalesce(sum(size), 0) from delivery_content where sha256 <> $1) + $2::bigint <= $4
            on conflict (sha256) do update set stored_at = excluded.stored_at
            returning sha256""";
    private static final String COLLECT =
            """
            delete from delivery_content where sha256 = (
                select sha256 from delivery_content where stored_at < $1 and not sha256 = any ($2)
                 order by stored_at limit 1 for update skip locked)
            returning sha256""";

    private final Pool pool;
    private final Audit audit;
    private final Clock clock;
    private final DeliverySettings.ContentSettings settings;
    private final BlobStore blobs;

    ContentStore(Pool pool, Audit audit, Clock clock, DeliverySettings delivery) {
        this.pool = pool;
        this.audit = audit;
        this.clock = clock;
        this.settings = delivery.content();
        Path root = settings.folder().toAbsolutePath();
        this.blobs = settings.s3()
                .<BlobStore>map(bucket -> new S3Store(
                        bucket, new LocalCopies(root, bucket.copies().orElse(COPIES)), clock))
                .orElseGet(() -> new FileStore(root));
    }

    /** Where uploads are written until they are whole. */
    Path aside() {
        return settings.folder().toAbsolutePath().resolve("incoming");
    }

    long largest() {
        return settings.largest();
    }

    /** Keeps what came in; answers whether it is new to the tenant. */
    Uni<Boolean> keep(Incoming incoming, String tenant, String actor) {
        return pool.withTransaction(connection -> enter(connection, incoming)
                        .chain(() -> ContentOwners.note(connection, incoming.sha256(), tenant))
                        .call(isNew -> isNew
                                ? audit.record(connection, decision(incoming, tenant, actor))
                                : Uni.createFrom().voidItem()))
                .call(() -> blocking(() -> blobs.keep(incoming.aside(), incoming.sha256())));
    }

    private Uni<Void> enter(SqlConnection connection, Incoming incoming) {
        // the sum is that of all who come after each other, or two would fill the last free place together
        return connection
                .query("select pg_advisory_xact_lock(hashtext('delivery_content'))")
                .execute()
                .chain(() -> connection
                        .preparedQuery(ENTER)
                        .execute(Tuple.of(
                                incoming.sha256(), incoming.size(), OffsetDateTime.now(clock), settings.quota())))
                .invoke(rows -> {
                    if (rows.size() == 0) {
                        throw new Problem(
                                ProblemType.TOO_LARGE,
                                "The store may hold " + settings.quota() + " bytes and has no room for these.");
                    }
                })
                .replaceWithVoid();
    }

    private static Decision decision(Incoming incoming, String tenant, String actor) {
        return new Decision(tenant, actor, "delivery.upload", incoming.sha256(), incoming.size() + " bytes");
    }

    /** A file with the bytes of that digest; what is no digest names no file. */
    Uni<Optional<Path>> find(String sha256) {
        return SHA256.matcher(sha256).matches()
                ? blobs.find(sha256)
                : Uni.createFrom().item(Optional.empty());
    }

    /** Where readers fetch these bytes by themselves; empty where {@link #find} is to be asked. */
    Uni<Optional<Outside>> outside(String sha256) {
        return SHA256.matcher(sha256).matches()
                ? blobs.outside(sha256)
                : Uni.createFrom().item(Optional.empty());
    }

    /** How long the content of that digest is; empty while it is not here. May wait for the store. */
    Optional<Long> size(String sha256) {
        try {
            return SHA256.matcher(sha256).matches() ? blobs.size(sha256) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes what uploads left behind that ended with their replica. */
    Uni<Void> sweep() {
        return blocking(() -> Incoming.sweep(aside(), clock.instant().minus(ABANDONED)));
    }

    /** Removes what none of these names and nobody uploaded for long; answers how many. */
    Uni<Integer> collect(Collection<String> named) {
        String[] kept = named.toArray(String[]::new);
        return collect(kept, 0);
    }

    private Uni<Integer> collect(String[] kept, int before) {
        return collectOne(kept)
                .chain(removed -> removed
                        ? collect(kept, before + 1)
                        : blocking(blobs::trim).replaceWith(before));
    }

    private Uni<Boolean> collectOne(String[] kept) {
        OffsetDateTime spared = OffsetDateTime.now(clock).minus(settings.unreferencedFor());
        return pool.withTransaction(connection -> connection
                .preparedQuery(COLLECT)
                .execute(Tuple.of(spared, kept))
                .chain(this::remove));
    }

    private Uni<Boolean> remove(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return Uni.createFrom().item(false);
        }
        String sha256 = rows.iterator().next().getString("sha256");
        return blocking(() -> blobs.remove(sha256)).replaceWith(true);
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private static Uni<Void> blocking(Work work) {
        return Uni.createFrom()
                .voidItem()
                .invoke(() -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
