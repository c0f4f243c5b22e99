package io.tidings.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.tidings.schema.Migrations;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class HistoryMonthsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Pool pool;

    @Inject
    Vertx vertx;

    @Inject
    Migrations migrations;

    @Test
    void comingMonthsAreMade_andReportsThatWaitedMoveIn() {
        migrations.done().await().atMost(PATIENCE);
        Instant later = Instant.parse("2031-03-15T00:00:00Z");
        insert("2031-03-10");
        insert("2001-01-01");
        keep(later);
        assertThat(tables("2031-03-10")).containsExactly("hierarchy_report_2031_03");
        assertThat(months()).contains("hierarchy_report_2031_05");
    }

    /** To sort a sample of them would be most of what ANALYZE does. */
    @Test
    void noMonthHasItsItemsAnalyzed() {
        migrations.done().await().atMost(PATIENCE);
        keep(Instant.parse("2031-03-15T00:00:00Z"));
        RowSet<Row> analyzed = pool.query("select attrelid::regclass::text from pg_attribute"
                        + " where attrelid::regclass::text like 'hierarchy\\_report%' and attname = 'items'"
                        + " and attstattarget is distinct from 0")
                .execute()
                .await()
                .atMost(PATIENCE);
        assertThat(analyzed).isEmpty();
    }

    @Test
    void whatIsTooOldIsDropped() {
        migrations.done().await().atMost(PATIENCE);
        insert("1999-06-01");
        keep(Instant.now());
        assertThat(tables("1999-06-01")).isEmpty();
    }

    @Test
    void aMonthThatIsTooOldIsDroppedAsAWhole() {
        migrations.done().await().atMost(PATIENCE);
        keep(Instant.parse("1990-03-15T00:00:00Z"), 1);
        insert("1990-02-28");
        assertThat(tables("1990-02-28")).containsExactly("hierarchy_report_1990_02");
        keep(Instant.parse("1990-03-31T23:59:59Z"), 1);
        assertThat(months()).contains("hierarchy_report_1990_02");
        keep(Instant.parse("1990-04-01T00:00:00Z"), 1);
        assertThat(months()).doesNotContain("hierarchy_report_1990_02").contains("hierarchy_report_1990_03");
        assertThat(tables("1990-02-28")).isEmpty();
        keep(Instant.now());
        assertThat(months()).noneMatch(name -> name.contains("1990"));
    }

    /** Whoever waits for it holds up the intake, which comes behind. */
    @Test
    void aMonthThatSomebodyReadsIsNotWaitedForLong() {
        migrations.done().await().atMost(PATIENCE);
        keep(Instant.parse("1990-03-15T00:00:00Z"), 1);
        Throwable failure = pool.withTransaction(reader -> reader.query("select count(*) from hierarchy_report_1990_02")
                        .execute()
                        .chain(() -> keeping(Instant.parse("1990-04-01T00:00:00Z"), 1))
                        .onItemOrFailure()
                        .transform((done, failed) -> failed))
                .await()
                .atMost(PATIENCE);
        assertThat(failure).isInstanceOfSatisfying(PgException.class, refused -> assertThat(refused.getSqlState())
                .isEqualTo("55P03"));
        assertThat(months()).contains("hierarchy_report_1990_02");
        keep(Instant.now());
        assertThat(months()).noneMatch(name -> name.contains("1990"));
    }

    @Test
    void aYearIsKeptUnlessItIsSaidOtherwise() {
        assertThat(new SmallRyeConfigBuilder()
                        .withMapping(HierarchySettings.class)
                        .build()
                        .getConfigMapping(HierarchySettings.class)
                        .historyMonths())
                .isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_201})
    void monthsThatCannotBeKeptAreNamed(int months) {
        assertThatThrownBy(() -> new HistoryMonths(pool, vertx, Clock.systemUTC(), migrations, () -> months))
                .hasMessage("tidings.hierarchy.history-months must be a whole number from 1 to 1200, not " + months);
    }

    private void keep(Instant now) {
        keep(now, 72);
    }

    private void keep(Instant now, int months) {
        keeping(now, months).await().atMost(PATIENCE);
    }

    private Uni<Void> keeping(Instant now, int months) {
        return new HistoryMonths(pool, vertx, Clock.fixed(now, ZoneOffset.UTC), migrations, () -> months).keep();
    }

    private void insert(String day) {
        pool.query("insert into hierarchy_report (hierarchy_id, report_id, collected_on, level, taken)"
                        + " values ('months', gen_random_uuid(), '" + day + "', 1, true)")
                .execute()
                .await()
                .atMost(PATIENCE);
    }

    private List<String> tables(String day) {
        return names("select distinct tableoid::regclass::text from hierarchy_report where hierarchy_id = 'months'"
                + " and collected_on = '" + day + "'");
    }

    private List<String> months() {
        return names("select inhrelid::regclass::text from pg_inherits where inhparent = 'hierarchy_report'::regclass");
    }

    private List<String> names(String sql) {
        List<String> names = new ArrayList<>();
        pool.query(sql).execute().await().atMost(PATIENCE).forEach(row -> names.add(row.getString(0)));
        return names;
    }
}
