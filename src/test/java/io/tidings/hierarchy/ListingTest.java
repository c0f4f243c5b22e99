package io.tidings.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.tidings.fleet.Fleet;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A list comes in pieces that fit into memory, and each hierarchy is in one of them. */
@QuarkusTest
class ListingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int MOST = 5;

    @Inject
    Hierarchies hierarchies;

    @Inject
    Observatory observatory;

    @Inject
    Pool pool;

    private final long seed = System.nanoTime();
    private final Fleet fleet = new Fleet(seed);
    private final String tenant = "tenant-" + seed;

    @AfterEach
    void takeBack() {
        IntStream.range(0, MOST).forEach(i -> observatory.erase(fleet.report(i, 1)));
    }

    @Test
    void piecesEndWhereTheRestBegins() {
        List<String> ids = observed(MOST, "UTC");
        assertThat(pages(2)).containsExactly(ids.subList(0, 2), ids.subList(2, 4), ids.subList(4, 5));
        assertThat(pages(5)).containsExactly(ids);
        assertThat(pages(6)).containsExactly(ids);
    }

    @Test
    void whoHasNoneGetsOneThatIsEmpty() {
        assertThat(pages(5)).containsExactly(List.of());
    }

    @Test
    void heavyOnesComeInSmallerPieces() {
        List<String> ids = observed(3, "x".repeat(3 << 20));
        assertThat(pages(500)).containsExactly(ids.subList(0, 2), ids.subList(2, 3));
    }

    private List<List<String>> pages(int limit) {
        List<List<String>> pages = new ArrayList<>();
        for (String after = ""; after != null; ) {
            Listing page = hierarchies.list(tenant, after, limit).await().atMost(PATIENCE);
            pages.add(page.hierarchies().stream().map(Hierarchy::id).toList());
            after = page.next();
        }
        return pages;
    }

    /** Their ids, in order. */
    private List<String> observed(int count, String timeZone) {
        return IntStream.range(0, count)
                .mapToObj(i -> observed(Seen.of(fleet.report(i, 1)), timeZone))
                .sorted()
                .toList();
    }

    private String observed(Observation one, String timeZone) {
        Site top = one.sites().getFirst();
        Site heavy = new Site(top.code(), top.type(), null, top.version(), 1, timeZone, top.roles());
        pool.withTransaction(connection -> hierarchies.belong(connection, one.hierarchyId(), tenant))
                .await()
                .atMost(PATIENCE);
        observatory.observe(List.of(new Observation(
                one.reportId(),
                one.hierarchyId(),
                one.collectedAt(),
                one.receivedAt(),
                one.level(),
                one.mode(),
                List.of(heavy),
                one.standing(),
                one.servicing(),
                one.items(),
                one.warnings())));
        return one.hierarchyId();
    }
}
