package io.tidings.notice;

import io.smallrye.mutiny.Uni;
import io.tidings.notice.Notice.Kind;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The notices of all hierarchies. A batch is a statement: one message may go to a million. */
@Singleton
class NoticeStore {

    /** Signalled when notices were posted. */
    static final String CHANNEL = "notice_posted";

    // numbers are drawn under a lock that lasts to the commit: who has seen a number has seen all below it
    private static final String POST =
            """
            with one_after_the_other as (select pg_advisory_xact_lock(hashtext('notice_entry'))),
            fresh as (
                insert into notice_entry (hierarchy_id, kind, subject, text)
                select hierarchy_id, kind, subject, text
                  from one_after_the_other, unnest($1::text[], $2::text[], $3::text[], $4::text[])
                       as n (hierarchy_id, kind, subject, text)
                on conflict (hierarchy_id, kind, subject) do nothing
                returning 1)
            select count(*), pg_notify('notice_posted', '') from fresh""";

    private final Pool pool;

    NoticeStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> post(SqlClient transaction, List<Notice> notices) {
        if (notices.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery(POST)
                .execute(Tuple.of(
                        texts(notices, Notice::hierarchyId),
                        texts(notices, notice -> notice.kind().name()),
                        texts(notices, Notice::subject),
                        texts(notices, Notice::text)))
                .replaceWithVoid();
    }

    private static String[] texts(List<Notice> notices, Function<Notice, String> text) {
        return notices.stream().map(text).toArray(String[]::new);
    }

    /** The notices of a hierarchy after that number, oldest first. */
    Uni<List<PostedNotice>> after(String hierarchyId, long number, int limit) {
        return pool.preparedQuery("select number, kind, subject, text, posted_at, acknowledged_at from notice_entry"
                        + " where hierarchy_id = $1 and number > $2 order by number limit $3")
                .execute(Tuple.of(hierarchyId, number, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(NoticeStore::posted)
                        .toList());
    }

    /** The number of the newest notice of all. */
    Uni<Long> newest() {
        return pool.query("select coalesce(max(number), 0) from notice_entry")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** That number; 0 where none so high was ever drawn, so that it is none of ours. */
    Uni<Long> known(long number) {
        return pool.preparedQuery("select case when $1 <= coalesce(pg_sequence_last_value("
                        + "pg_get_serial_sequence('notice_entry', 'number')::regclass), 0) then $1 else 0 end")
                .execute(Tuple.of(number))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Who got a notice after that number. */
    Uni<List<String>> hierarchiesAfter(long number, long upTo) {
        return pool.preparedQuery("select distinct hierarchy_id from notice_entry where number > $1 and number <= $2")
                .execute(Tuple.of(number, upTo))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString(0))
                        .toList());
    }

    /** Whether there is such a notice; the first acknowledgement stays. */
    Uni<Boolean> acknowledge(String hierarchyId, long number) {
        return pool.preparedQuery("update notice_entry set acknowledged_at = coalesce(acknowledged_at, now())"
                        + " where hierarchy_id = $1 and number = $2")
                .execute(Tuple.of(hierarchyId, number))
                .map(rows -> rows.rowCount() > 0);
    }

    static Uni<Void> erase(SqlClient transaction, List<String> hierarchyIds) {
        return transaction
                .preparedQuery("delete from notice_entry where hierarchy_id = any($1)")
                .execute(Tuple.tuple().addValue(hierarchyIds.toArray(String[]::new)))
                .replaceWithVoid();
    }

    private static PostedNotice posted(Row row) {
        Kind kind = Kind.valueOf(row.getString(1));
        @Nullable OffsetDateTime acknowledged = row.getOffsetDateTime(5);
        return new PostedNotice(
                row.getLong(0),
                kind.wireName(),
                kind.severity().wireName(),
                row.getString(2),
                row.getString(3),
                row.getOffsetDateTime(4).toInstant(),
                acknowledged == null ? null : acknowledged.toInstant());
    }
}
