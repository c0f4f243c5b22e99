package io.tidings.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.tidings.hierarchy.StandingId;
import io.tidings.relevance.Offers.Offering;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a new standing is offered is kept once, and not behind the back of whoever looks. */
@QuarkusTest
class SeenOffersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long BEYOND = 1_000_000;

    @Inject
    SeenOffers seen;

    @Inject
    Pool pool;

    private final StandingId standing = StandingId.of(random());

    private static byte[] random() {
        byte[] bytes = new byte[32];
        new Random().nextBytes(bytes);
        return bytes;
    }

    @AfterEach
    void forget() {
        pool.preparedQuery("delete from notice_offer where standing = $1")
                .execute(Tuple.of(Buffer.buffer(standing.bytes())))
                .await()
                .atMost(PATIENCE);
    }

    @Test
    void whatIsKeptFirstStays() {
        long epoch = lookedUpTo();
        assertThat(putFirst(epoch, "a")).isTrue();
        assertThat(putFirst(epoch, "a", "b")).isTrue();
        assertThat(growth("a", "b")).containsExactly("b");
    }

    @Test
    void nothingIsKeptOfAnotherEpochThanWasLookedAt() {
        assertThat(putFirst(lookedUpTo() + BEYOND, "a")).isFalse();
        assertThat(growth("a")).isEmpty();
        assertThat(kept()).isZero();
    }

    @Test
    void whoComesWhileSomebodyLooksWaits_andFindsAnotherEpoch() {
        SqlConnection looking = pool.getConnection().await().atMost(PATIENCE);
        Transaction look = looking.begin().await().atMost(PATIENCE);
        long epoch = seen.lookedUpTo(looking).await().atMost(PATIENCE);
        try {
            CompletableFuture<Boolean> late = seen.putFirst(now("a"), epoch).subscribeAsCompletionStage();
            seen.setLookedUpTo(looking, epoch + BEYOND).await().atMost(PATIENCE);
            assertThat(late).isNotDone();
            look.commit().await().atMost(PATIENCE);
            assertThat(late).succeedsWithin(PATIENCE).isEqualTo(false);
            assertThat(kept()).isZero();
        } finally {
            seen.setLookedUpTo(looking, epoch).await().atMost(PATIENCE);
            looking.close().await().atMost(PATIENCE);
        }
    }

    private long lookedUpTo() {
        return seen.lookedUpTo(pool).await().atMost(PATIENCE);
    }

    private boolean putFirst(long epoch, String... updates) {
        return seen.putFirst(now(updates), epoch).await().atMost(PATIENCE);
    }

    private List<String> growth(String... updates) {
        return seen.grownTo(now(updates))
                .await()
                .atMost(PATIENCE)
                .getOrDefault(standing, Growth.NONE)
                .to("h");
    }

    private int kept() {
        return pool.preparedQuery("select from notice_offer where standing = $1")
                .execute(Tuple.of(Buffer.buffer(standing.bytes())))
                .await()
                .atMost(PATIENCE)
                .size();
    }

    private Map<StandingId, Offering> now(String... updates) {
        return Map.of(standing, new Offering("default", 1, List.of(updates)));
    }
}
