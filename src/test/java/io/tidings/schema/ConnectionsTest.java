package io.tidings.schema;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A statement that takes longer than the database may be silent for. */
@QuarkusTest
@TestProfile(ShortSilence.class)
class ConnectionsTest {

    private static final Duration LONGER = ShortSilence.LONGEST.plusSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Pool pool;

    @Inject
    Connections connections;

    @Test
    void theSchemaIsGivenTime_andOthersAreTold() {
        Uni<Void> patient =
                connections.patiently(ConnectionsTest::ask).memoize().indefinitely();
        patient.subscribe().with(ended -> {}, failure -> {});
        assertThatThrownBy(() -> ask(pool).await().atMost(PATIENCE)).isInstanceOf(ClosedConnectionException.class);
        assertThatCode(() -> patient.await().atMost(PATIENCE)).doesNotThrowAnyException();
    }

    private static Uni<Void> ask(Pool pool) {
        return pool.query("select pg_sleep(" + LONGER.toSeconds() + ")")
                .execute()
                .replaceWithVoid();
    }
}
