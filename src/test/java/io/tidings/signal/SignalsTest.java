package io.tidings.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tidings.embedded.EmbeddedPostgres;
import io.tidings.embedded.EmbeddedServices;
import io.tidings.schema.Migrations;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The line for signals, through a network that can lose what is sent and say nothing of it. */
@QuarkusTest
@SuppressWarnings("NullAway.Init") // set by the test extension and before each test
class SignalsTest {

    private static final String CHANNEL = "signals_test";
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Nobody is woken for the time alone. */
    private record Settings(Duration longestSilence, Duration reconnectAfter, Duration rest) implements SignalSettings {

        Settings() {
            this(Duration.ofHours(1), Duration.ofMillis(100), Duration.ofMillis(10));
        }
    }

    @Inject
    Vertx vertx;

    @Inject
    Migrations migrations;

    @Inject
    Pool direct;

    private final List<NetSocket> lines = new CopyOnWriteArrayList<>();
    private final List<NetSocket> ends = new CopyOnWriteArrayList<>();
    private final AtomicInteger runs = new AtomicInteger();
    private NetServer network;
    private Pool pool;
    private Signals signals;

    @BeforeEach
    void listen() {
        var listening = vertx.createNetServer().connectHandler(this::passOn).listen(0, "localhost");
        network = Uni.createFrom()
                .completionStage(listening.toCompletionStage())
                .await()
                .atMost(PATIENCE);
        var address = new PgConnectOptions()
                .setHost("localhost")
                .setPort(network.actualPort())
                .setDatabase(EmbeddedPostgres.DATABASE)
                .setUser(EmbeddedPostgres.USER)
                .setPassword(EmbeddedPostgres.PASSWORD);
        address.setIdleTimeout((int) LONGEST_SILENCE.toSeconds());
        pool = Pool.newInstance(PgBuilder.pool()
                .using(vertx)
                .connectingTo(address)
                .with(new PoolOptions().setMaxSize(2))
                .build());
        signals = new Signals(pool, vertx, new Settings(), migrations);
        signals.follow(CHANNEL, () -> Uni.createFrom().voidItem().invoke(runs::incrementAndGet));
        signals.open(new StartupEvent());
        signals.start(new StartupEvent());
        Awaitility.await().atMost(PATIENCE).until(() -> runs.get() > 0);
    }

    private void passOn(NetSocket asker) {
        asker.pause();
        lines.add(asker);
        vertx.createNetClient()
                .connect(EmbeddedServices.postgres().port(), "localhost")
                .onSuccess(database -> {
                    ends.add(database);
                    asker.pipeTo(database);
                    database.pipeTo(asker);
                    asker.resume();
                });
    }

    @AfterEach
    void end() {
        signals.stop(new ShutdownEvent());
        pool.closeAndForget();
        ends.forEach(NetSocket::close);
        network.close();
    }

    @Test
    void lineWithoutSignalsStaysOpen_andOneThatIsDeadIsOpenedAnew() {
        Awaitility.await()
                .during(LONGEST_SILENCE.multipliedBy(2))
                .atMost(PATIENCE)
                .until(() -> lines.size() == 1);
        signal();
        Awaitility.await().atMost(PATIENCE).until(() -> runs.get() == 2);

        List.of(lines.getFirst(), ends.getFirst())
                .forEach(end -> end.handler(lost -> {}).endHandler(left -> {}));
        signal();
        Awaitility.await().atMost(PATIENCE).until(() -> lines.size() == 2);
        Awaitility.await().atMost(PATIENCE).until(() -> runs.get() > 2);
        int before = runs.get();
        signal();
        Awaitility.await().atMost(PATIENCE).until(() -> runs.get() > before);
        assertThat(lines).hasSize(2);
    }

    @Test
    void whoFollowsOnceTheLineIsOpenIsWokenAtOnceAndAtEachSignal() {
        var late = new AtomicInteger();
        signals.follow(CHANNEL + "_late", () -> Uni.createFrom().voidItem().invoke(late::incrementAndGet));
        Awaitility.await().atMost(PATIENCE).until(() -> late.get() == 1);

        signal(CHANNEL + "_late");
        Awaitility.await().atMost(PATIENCE).until(() -> late.get() == 2);
        assertThat(lines).hasSize(1);
        assertThat(runs).hasValue(1);
    }

    @Test
    void theFirstIsWokenAlone_andTheOthersOnceItHasRun() {
        var firstRun = new CompletableFuture<Void>();
        var others = new AtomicInteger();
        var another = new Signals(pool, vertx, new Settings(), migrations);
        another.follow(CHANNEL + "_first", () -> Uni.createFrom().completionStage(firstRun));
        another.follow(CHANNEL + "_second", () -> Uni.createFrom().voidItem().invoke(others::incrementAndGet));
        another.open(new StartupEvent());
        another.start(new StartupEvent());
        try {
            Awaitility.await().during(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> others.get() == 0);
            firstRun.complete(null);
            Awaitility.await().atMost(PATIENCE).until(() -> others.get() == 1);
        } finally {
            another.stop(new ShutdownEvent());
        }
    }

    private void signal() {
        signal(CHANNEL);
    }

    private void signal(String channel) {
        direct.query("select pg_notify('" + channel + "', '')")
                .execute()
                .await()
                .atMost(PATIENCE);
    }
}
