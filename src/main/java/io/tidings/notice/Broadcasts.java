package io.tidings.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tidings.audit.Audit;
import io.tidings.audit.Decision;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.hierarchy.Hierarchy;
import io.tidings.hierarchy.Listing;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.tidings.signal.Signals;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages on their way to everybody they are for: page by page, each with the place it has come to in one transaction, so
 * that whichever replica goes on tells nobody twice and leaves nobody out.
 */
@Singleton
class Broadcasts {

    private static final String CHANNEL = "notice_broadcast";
    private static final int PAGE = 500;
    private static final String ADD =
            """
            insert into notice_broadcast (tenant, message) values ($1, $2)
            returning number, pg_notify('notice_broadcast', '')""";
    private static final String TAKE =
            """
            select number, tenant, message, told_up_to from notice_broadcast where not done
             order by number limit 1 for update skip locked""";

    private final Pool pool;
    private final NoticeStore store;
    private final Hierarchies hierarchies;
    private final Audit audit;
    private final ObjectMapper json;

    Broadcasts(Pool pool, NoticeStore store, Hierarchies hierarchies, Audit audit, ObjectMapper json) {
        this.pool = pool;
        this.store = store;
        this.hierarchies = hierarchies;
        this.audit = audit;
        this.json = json;
    }

    private record Broadcast(long number, String tenant, Message message, String toldUpTo) {}

    /** Some of those whom a message is for, and after which id the rest begins; null when there is none. */
    private record Page(List<String> hierarchyIds, @Nullable String next) {}

    void start(@Observes StartupEvent event, Signals signals) {
        signals.follow(CHANNEL, this::tell);
    }

    /** Takes a message in; completes with its number once it is sure to be told. Who is named must be the tenant's. */
    Uni<Long> send(String tenant, String actor, Message message) {
        return requireKnown(tenant, message.to()).chain(() -> keep(tenant, actor, write(message)));
    }

    private Uni<Void> requireKnown(String tenant, Message.@Nullable To to) {
        if (to == null || to.hierarchyId() == null) {
            return Uni.createFrom().voidItem();
        }
        return hierarchies.isOf(tenant, to.hierarchyId()).map(isKnown -> {
            if (!isKnown) {
                throw new Problem(ProblemType.NOT_FOUND, "Nothing is known of the hierarchy that is named")
                        .at("/to/hierarchyId", "a hierarchy that is enrolled or has reported is expected");
            }
            return null;
        });
    }

    private Uni<Long> keep(String tenant, String actor, String text) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(ADD)
                .execute(Tuple.of(tenant, text))
                .map(rows -> rows.iterator().next().getLong(0))
                .call(number -> audit.record(
                        transaction, new Decision(tenant, actor, "notice.send", Long.toString(number), text))));
    }

    private Uni<Void> tell() {
        return pool.withTransaction(this::tellPage)
                .chain(more -> more ? tell() : Uni.createFrom().voidItem());
    }

    private Uni<Boolean> tellPage(SqlClient transaction) {
        return transaction
                .query(TAKE)
                .execute()
                .chain(found ->
                        found.size() == 0 ? Uni.createFrom().item(false) : tellPage(transaction, broadcast(found)));
    }

    private Uni<Boolean> tellPage(SqlClient transaction, Broadcast broadcast) {
        return page(broadcast)
                .call(page -> store.post(transaction, notices(broadcast, page.hierarchyIds())))
                .call(page -> goOn(transaction, broadcast, page))
                .replaceWith(true);
    }

    /** Facts are known of those only that have reported; without any, who has not is told as well. */
    private Uni<Page> page(Broadcast broadcast) {
        Message.To to = broadcast.message().to();
        if (to != null && to.asksForFacts()) {
            return listing(broadcast, to.hierarchyId())
                    .map(listing -> new Page(
                            listing.hierarchies().stream()
                                    .filter(to::fits)
                                    .map(Hierarchy::id)
                                    .toList(),
                            listing.next()));
        }
        return to == null || to.hierarchyId() == null ? ids(broadcast) : id(broadcast, to.hierarchyId());
    }

    /** One that is named needs not be looked for among all. */
    private Uni<Listing> listing(Broadcast broadcast, @Nullable String named) {
        return named == null
                ? hierarchies.list(broadcast.tenant(), broadcast.toldUpTo(), PAGE)
                : hierarchies
                        .find(named)
                        .map(found -> new Listing(
                                found.stream()
                                        .filter(one -> one.tenant().equals(broadcast.tenant()))
                                        .toList(),
                                null));
    }

    private Uni<Page> ids(Broadcast broadcast) {
        return hierarchies
                .idsOf(broadcast.tenant(), broadcast.toldUpTo(), PAGE)
                .map(ids -> new Page(ids, ids.size() < PAGE ? null : ids.getLast()));
    }

    /** Asked once more: it may have been erased since. */
    private Uni<Page> id(Broadcast broadcast, String named) {
        return hierarchies
                .isOf(broadcast.tenant(), named)
                .map(isKnown -> new Page(isKnown ? List.of(named) : List.of(), null));
    }

    private static List<Notice> notices(Broadcast broadcast, List<String> hierarchyIds) {
        Message message = broadcast.message();
        return hierarchyIds.stream()
                .map(id -> new Notice(id, message.kindOrMessage(), Long.toString(broadcast.number()), message.text()))
                .toList();
    }

    private static Uni<RowSet<Row>> goOn(SqlClient transaction, Broadcast broadcast, Page page) {
        String last = page.next() == null ? broadcast.toldUpTo() : page.next();
        return transaction
                .preparedQuery("update notice_broadcast set told_up_to = $2, done = $3 where number = $1")
                .execute(Tuple.of(broadcast.number(), last, page.next() == null));
    }

    private Broadcast broadcast(RowSet<Row> rows) {
        Row row = rows.iterator().next();
        return new Broadcast(row.getLong(0), row.getString(1), read(row.getString(2)), row.getString(3));
    }

    private String write(Message message) {
        try {
            return json.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message is plain JSON", e);
        }
    }

    private Message read(String text) {
        try {
            return json.readValue(text, Message.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("notice_broadcast holds what is no message", e);
        }
    }
}
