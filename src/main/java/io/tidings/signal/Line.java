package io.tidings.signal;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgConnection;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One connection on which PostgreSQL was asked to speak, and for whom. */
final class Line {

    private final SqlConnection connection;
    private final Set<Listener> heard = new HashSet<>();

    Line(SqlConnection connection, Consumer<String> signalled, Consumer<Line> ended) {
        this.connection = connection;
        PgConnection.cast(connection.getDelegate())
                .notificationHandler(signal -> signalled.accept(signal.getChannel()));
        connection.closeHandler(() -> ended.accept(this));
    }

    /** Listens for those of them for whom nobody listens yet, in one round trip, and answers them. */
    Uni<List<Listener>> hear(Collection<Listener> all) {
        List<Listener> more = notYetHeard(all);
        String asked = more.stream()
                .map(Listener::channel)
                .distinct()
                .map(channel -> "listen " + channel)
                .collect(Collectors.joining("; "));
        return asked.isEmpty()
                ? Uni.createFrom().item(more)
                : connection.query(asked).execute().replaceWith(more);
    }

    private List<Listener> notYetHeard(Collection<Listener> all) {
        synchronized (heard) {
            return all.stream().filter(heard::add).toList();
        }
    }

    /** Completes when PostgreSQL has answered. */
    Uni<Void> ping() {
        return connection.query("select 1").execute().replaceWithVoid();
    }

    void close() {
        connection.closeAndForget();
    }
}
