package io.tidings.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tidings.hierarchy.Hierarchies;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Clients that leave in the middle of a question to the database must not take a connection along. */
@QuarkusTest
class AbortedPollsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int ASKERS = 64;

    @Inject
    Hierarchies hierarchies;

    @Inject
    Pool pool;

    @ConfigProperty(name = "quarkus.datasource.reactive.max-size", defaultValue = "20")
    int poolSize;

    @Test
    void sixtyFourAtOnceLeaveThePoolWhole() throws Exception {
        Asker.importRealCatalog();
        Asker asker = Asker.having(hierarchies);
        // one that asks the database each time, through the session that a cancelled request could leave open
        String path = asker.updates() + "?since=1";
        for (int round = 0; round < 5; round++) {
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < ASKERS; i++) {
                sockets.add(ContentRightsTest.ask(asker, path));
            }
            for (Socket socket : sockets) {
                // a reset, not a farewell
                socket.setSoLinger(true, 0);
                socket.close();
            }
        }
        Awaitility.await().atMost(PATIENCE).until(() -> asker.get(path).statusCode() == 200);
        assertThat(allButTheLineForSignals()).hasSize(poolSize - 1);
    }

    /** Every connection that the pool may have is to be had at once. */
    private List<Long> allButTheLineForSignals() {
        List<SqlConnection> taken = Uni.join()
                .all(IntStream.range(1, poolSize)
                        .mapToObj(i -> pool.getConnection())
                        .toList())
                .andFailFast()
                .await()
                .atMost(PATIENCE);
        try {
            return Uni.join()
                    .all(taken.stream()
                            .map(connection -> connection
                                    .query("select 1::int8")
                                    .execute()
                                    .map(rows -> rows.iterator().next().getLong(0)))
                            .toList())
                    .andFailFast()
                    .await()
                    .atMost(PATIENCE);
        } finally {
            taken.forEach(SqlConnection::closeAndForget);
        }
    }
}
