package io.tidings.relevance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.smallrye.mutiny.Uni;
import io.tidings.catalog.Updates;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.hierarchy.StandingId;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What no hierarchy has any more is not judged any more, and is judged again when it comes back. */
@QuarkusTest
@TestSecurity(
        user = "olga",
        roles = {"viewer", "publisher"})
class GoneStandingsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Hierarchies hierarchies;

    @Inject
    Offers offers;

    @Inject
    Updates updates;

    @Inject
    RelevanceRefresh refresh;

    @Inject
    GoneStandings gone;

    @Inject
    Pool pool;

    @BeforeEach
    void importRealCatalog() {
        Publishing.importRealCatalog();
    }

    @Test
    void standingThatNobodyHasAnyMoreIsNotJudgedInTheNextEpoch_andIsJudgedWhenItComesBack() {
        var reporters = new Reporters(hierarchies);
        List<StandingId> all = reporters.report(3);
        StandingId left = all.getFirst();
        await().atMost(PATIENCE).until(() -> kept(all).size() == all.size());
        remove(left);
        Publishing.publish(reporters.name("gone"));
        await().atMost(PATIENCE).until(() -> offers.liveEpoch().await().atMost(PATIENCE) == updates.epoch());
        assertThat(kept(all)).hasSize(all.size() - 1).doesNotContain(left);
        assertThat(offers.of(left).await().atMost(PATIENCE)).isEmpty();

        reporters.report("back", 0);
        await().atMost(PATIENCE)
                .until(() -> offers.of(left).await().atMost(PATIENCE).isPresent());
        assertThat(kept(all)).hasSize(all.size());
    }

    @Test
    void standingThatComesBackWhileItIsForgottenStays() {
        var reporters = new Reporters(hierarchies);
        List<StandingId> all = reporters.report(1);
        await().atMost(PATIENCE).until(() -> kept(all).size() == all.size());
        for (int turn = 0; turn < 20; turn++) {
            String name = "turn-" + turn;
            remove(all.getFirst());
            Uni<Void> back = Uni.createFrom().voidItem().invoke(() -> reporters.report(name, 0));
            Uni.join()
                    .all(gone.forget(), back.runSubscriptionOn(Thread::startVirtualThread))
                    .andFailFast()
                    .await()
                    .atMost(PATIENCE);
            refresh.refresh().await().atMost(PATIENCE);
            await().atMost(PATIENCE).until(() -> kept(all).size() == all.size());
        }
    }

    /** Its hierarchies go elsewhere, and the hierarchy room forgets it. */
    private void remove(StandingId standing) {
        Tuple id = Tuple.of(Buffer.buffer(standing.bytes()));
        for (String sql :
                List.of("delete from hierarchy where standing = $1", "delete from hierarchy_standing where id = $1")) {
            pool.preparedQuery(sql).execute(id).await().atMost(PATIENCE);
        }
    }

    private Set<StandingId> kept(List<StandingId> all) {
        Set<StandingId> kept = new HashSet<>();
        for (Row row : pool.query("select id from relevance_standing")
                .execute()
                .await()
                .atMost(PATIENCE)) {
            kept.add(StandingId.of(row.getBuffer(0).getBytes()));
        }
        kept.retainAll(all);
        return kept;
    }
}
