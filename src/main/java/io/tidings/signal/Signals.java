package io.tidings.signal;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidings.schema.Migrations;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
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

    /** Behind the one for whom readiness waits, before those whose start takes time. */
    private static final int BEFORE_MOST = 20;

    private final Pool pool;
    private final Vertx vertx;
    private final SignalSettings settings;
    private final Migrations migrations;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Line> line = new AtomicReference<>();
    private volatile Uni<Void> firstRun = Uni.createFrom().voidItem();
    private volatile boolean started;
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
     * Runs the work once the schema is there, then after each signal on the channel, never twice at a time. The channel is a
     * plain lower-case name.
     */
    public void follow(String channel, Supplier<Uni<Void>> work) {
        listeners.add(new Listener(channel, work, rest()));
        if (started) {
            hear();
        }
    }

    private Uni<Void> rest() {
        long millis = Math.max(1, settings.rest().toMillis());
        return Uni.createFrom().emitter(rested -> vertx.setTimer(millis, id -> rested.complete(null)));
    }

    /** The login takes as long as the look at the schema: both at a time. */
    void open(@Observes @Priority(BEFORE_MOST) StartupEvent event) {
        connect();
    }

    /** Behind all who follow while the application starts: one question for all of them. */
    void start(@Observes @Priority(Integer.MAX_VALUE) StartupEvent event) {
        timer = vertx.setPeriodic(settings.longestSilence().toMillis(), id -> tick());
        pings = vertx.setPeriodic(PING.toMillis(), id -> ping());
        started = true;
        hear();
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        stopped = true;
        listeners.forEach(Listener::stop);
        vertx.cancelTimer(timer);
        vertx.cancelTimer(pings);
        Line open = line.get();
        if (open != null) {
            open.close();
        }
    }

    private void tick() {
        if (line.get() != null) {
            wake(listeners);
        }
    }

    /**
     * Whoever only listens does not notice that nobody speaks any more. The answer is what counts: without it the line is
     * closed for its silence, and opened anew.
     */
    private void ping() {
        Line open = line.get();
        // one at a time: another one would be taken for a sign of life
        if (open != null && pinged.compareAndSet(false, true)) {
            open.ping()
                    .onTermination()
                    .invoke(() -> pinged.set(false))
                    .subscribe()
                    .with(alive -> {}, this::unheard);
        }
    }

    private void unheard(Throwable failure) {
        LOG.debugf("The line for signals does not answer: %s", failure.toString());
    }

    private void connect() {
        if (!stopped) {
            pool.getConnection().subscribe().with(this::opened, this::lost);
        }
    }

    private void opened(SqlConnection connection) {
        line.set(new Line(connection, this::wake, this::ended));
        hear();
    }

    /** Who is not yet listened for is so from now on, and looks once at what was said before. */
    private void hear() {
        Line open = line.get();
        if (open != null) {
            open.hear(listeners).subscribe().with(this::wake, failure -> {
                LOG.debugf("Nobody is listened for: %s", failure.toString());
                open.close();
                ended(open);
            });
        }
    }

    private void ended(Line closed) {
        if (line.compareAndSet(closed, null)) {
            reconnect();
        }
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
        migrations.done().subscribe().with(ready -> listeners.stream()
                .filter(listener -> listener.channel().equals(channel))
                .forEach(Listener::wake));
    }

    /**
     * Once the schema is there, the first listener alone, for readiness waits for it; the others afterwards and a few at a time:
     * each of them at once would want a connection to itself, and a login is the dearest part of a start.
     */
    private void wake(List<Listener> some) {
        if (some.isEmpty()) {
            return;
        }
        Listener first = listeners.getFirst();
        if (some.contains(first)) {
            firstRun = migrations.done().chain(first::awake).memoize().indefinitely();
        }
        Multi<Void> others = Multi.createFrom()
                .iterable(some)
                .filter(listener -> listener != first)
                .onItem()
                .transformToUni(Listener::awake)
                .merge(AT_ONCE);
        firstRun.subscribe().with(ready -> others.subscribe().with(ended -> {}));
    }
}
