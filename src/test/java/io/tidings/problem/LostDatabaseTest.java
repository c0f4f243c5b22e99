package io.tidings.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.tidings.embedded.EmbeddedPostgres;
import io.tidings.embedded.EmbeddedServices;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in which the database's client says that the database is away, by a line to it that can be cut. */
@QuarkusTest
@SuppressWarnings("NullAway.Init") // set by the test extension and before each test
class LostDatabaseTest {

    @Inject
    Vertx vertx;

    private final List<NetSocket> lines = new CopyOnWriteArrayList<>();
    private NetServer door;
    private Pool pool;

    @BeforeEach
    void openTheLine() throws Exception {
        door = await(vertx.createNetServer().connectHandler(this::passOn).listen(0, "localhost"));
        var address = new PgConnectOptions()
                .setHost("localhost")
                .setPort(door.actualPort())
                .setDatabase(EmbeddedPostgres.DATABASE)
                .setUser(EmbeddedPostgres.USER)
                .setPassword(EmbeddedPostgres.PASSWORD);
        var one = new PoolOptions().setMaxSize(1).setConnectionTimeout(1).setConnectionTimeoutUnit(TimeUnit.SECONDS);
        pool = PgBuilder.pool().using(vertx).connectingTo(address).with(one).build();
    }

    private void passOn(NetSocket asker) {
        asker.pause();
        lines.add(asker);
        vertx.createNetClient()
                .connect(EmbeddedServices.postgres().port(), "localhost")
                .onSuccess(database -> {
                    asker.pipeTo(database);
                    database.pipeTo(asker);
                    asker.resume();
                });
    }

    @AfterEach
    void closeTheLine() throws Exception {
        end(pool.close());
        end(door.close());
    }

    @Test
    void nobodyGetsAConnectionInTime() throws Exception {
        await(pool.getConnection());
        isUnavailable(failureOf(pool.getConnection()));
    }

    @Test
    void lineBreaksInTheMiddleOfAStatement_andIsAskedAgain() throws Exception {
        SqlConnection connection = await(pool.getConnection());
        Future<?> running = connection.query("select pg_sleep(60)").execute();
        lines.forEach(NetSocket::close);
        isUnavailable(failureOf(running));
        isUnavailable(failureOf(connection.query("select 1").execute()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "57014", // somebody cancelled it
                "53300", // too many connections
                "40P01", // deadlock
                "40001", // serialization
                "55P03", // lock not available
                "58030", // its disk
                "25006" // a replica that only reads
            })
    void stateOfTheDatabaseMayPass(String state) throws Exception {
        String raise = "do $$ begin raise exception using errcode = '" + state + "'; end $$";
        isUnavailable(failureOf(pool.query(raise).execute()));
    }

    @Test
    void faultOfTheStatementIsOurs() throws Exception {
        assertThat(Failures.toProblem(failureOf(pool.query("select 1 / 0").execute())))
                .isEmpty();
    }

    private static void isUnavailable(Throwable failure) {
        assertThat(Failures.toProblem(failure))
                .as("%s", failure)
                .hasValueSatisfying(problem -> assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE));
    }

    private static <T> T await(Future<T> answer) throws Exception {
        end(answer);
        return answer.result();
    }

    private static void end(Future<?> answer) throws Exception {
        answer.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static Throwable failureOf(Future<?> answer) throws Exception {
        try {
            end(answer);
            throw new AssertionError("answered: " + answer.result());
        } catch (ExecutionException failed) {
            return Objects.requireNonNull(failed.getCause());
        }
    }
}
