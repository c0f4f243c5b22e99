package io.tidings.signal;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidings.schema.Migrations;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one line on which this replica listens to PostgreSQL. A sender calls {@code pg_notify(channel, '')} inside its own
 * transaction; a listener is also woken when the line comes back and after every {@code longest-silence}.
 */
@Singleton
public class Signals {

    private static final Logger LOG = Logger.getLogger(Signals.class);
    private static final int AT_ONCE = 2;

    /** Well within what a connection may be silent for: this one has nothing else to say for days. */
    private static final Duration PING = Duration.ofSeconds(3);

    private final Pool pool;
    private final Vertx vertx;
    private final SignalSettings settings;
    private final Migrations migrations;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable SqlConnection line;
    private volatile boolean stopped;
    private final AtomicBoolean pinged = new AtomicBoolean();
    private long timer;
    private long pings;

    Signals(Pool pool, Vertx vertx, SignalSettings settings, Migrations migrations) {
        this.pool = pool;
        this.vertx = vertx;
        this.settings = settings;
        this.migrations = migrations;
    }

    /**
     * Runs the work once the schema is there, then after each signal on the channel, never twice at a time. To be
     * called while the application starts; the channel is a plain lower-case name.
     */
    public void follow(String channel, Supplier<Uni<Void>> work) {
        Listener listener = new Listener(channel, work, rest());
        listeners.add(listener);
        migrations.done().subscribe().with(ready -> startListening(listener));
    }

    private Uni<Void> rest() {
        long millis = Math.max(1, settings.rest().toMillis());
        return Uni.createFrom().emitter(rested -> vertx.setTimer(millis, id -> rested.complete(null)));
    }

    private void startListening(Listener listener) {
        SqlConnection open = line;
        if (open != null) {
            listen(open, listener.channel()).subscribe().with(ignored -> listener.wake(), this::lost);
        }
    }

    /** Behind all who follow while the application starts: one that came while the line opens would never be listened for. */
    void start(@Observes @Priority(Integer.MAX_VALUE) StartupEvent event) {
        timer = vertx.setPeriodic(settings.longestSilence().toMillis(), id -> tick());
        pings = vertx.setPeriodic(PING.toMillis(), id -> ping());
        migrations.done().subscribe().with(ready -> connect());
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        stopped = true;
        listeners.forEach(Listener::stop);
        vertx.cancelTimer(timer);
        vertx.cancelTimer(pings);
        SqlConnection open = line;
        if (open != null) {
            open.closeAndForget();
        }
    }

    private void tick() {
        if (line != null) {
            wakeAll();
        }
    }

    /**
     * Whoever only listens does not notice that nobody speaks any more. The answer is what counts: without it the line is
     * closed for its silence, and opened anew.
     */
    private void ping() {
        SqlConnection open = line;
        // one at a time: another one would be taken for a sign of life
        if (open != null && pinged.compareAndSet(false, true)) {
            open.query("select 1")
                    .execute()
                    .onTermination()
                    .invoke(() -> pinged.set(false))
                    .subscribe()
                    .with(alive -> {}, this::unheard);
        }
    }

    private void unheard(Throwable failure) {
        LOG.debugf("The line for signals does not answer: %s", failure.toString());
    }

    /**
     * The first alone, for readiness waits for it, then a few at a time: each of them at once would want a connection to itself,
     * and a login is the dearest part of a start.
     */
    private void wakeAll() {
        Multi<Listener> all = Multi.createFrom().iterable(listeners);
        Multi.createBy()
                .concatenating()
                .streams(
                        all.select().first().onItem().transformToUniAndConcatenate(Listener::awake),
                        all.skip()
                                .first()
                                .onItem()
                                .transformToUni(Listener::awake)
                                .merge(AT_ONCE))
                .subscribe()
                .with(ended -> {});
    }

    private void connect() {
        if (stopped) {
            return;
        }
        pool.getConnection().call(this::listenToAll).subscribe().with(this::opened, this::lost);
    }

    private Uni<Void> listenToAll(SqlConnection connection) {
        PgConnection.cast(connection.getDelegate()).notificationHandler(signal -> wake(signal.getChannel()));
        // one round trip for all: who is not yet listening is not yet ready
        String all = listeners.stream()
                .map(Listener::channel)
                .distinct()
                .map(Signals::listening)
                .collect(Collectors.joining("; "));
        return all.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection.query(all).execute().replaceWithVoid();
    }

    private static String listening(String channel) {
        return "listen " + channel;
    }

    private static Uni<Void> listen(SqlConnection connection, String channel) {
        return connection.query(listening(channel)).execute().replaceWithVoid();
    }

    private void opened(SqlConnection connection) {
        line = connection;
        connection.closeHandler(() -> {
            line = null;
            reconnect();
        });
        wakeAll();
    }

    private void lost(Throwable failure) {
        LOG.debugf("The line for signals is down: %s", failure.toString());
        reconnect();
    }

    private void reconnect() {
        if (!stopped) {
            vertx.setTimer(settings.reconnectAfter().toMillis(), id -> connect());
        }
    }

    private void wake(String channel) {
        listeners.stream()
                .filter(listener -> listener.channel().equals(channel))
                .forEach(Listener::wake);
    }
}
