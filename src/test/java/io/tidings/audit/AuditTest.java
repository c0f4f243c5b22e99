package io.tidings.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.tidings.schema.Migrations;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AuditTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Audit audit;

    @Inject
    Pool pool;

    @Inject
    Migrations migrations;

    @BeforeEach
    void untilTheSchemaIsThere() {
        migrations.done().await().atMost(PATIENCE);
    }

    private void record(String subject) {
        Decision decision = new Decision("audit-test", "someone", "audit.test", subject, "tab\tand «ünicode» and ''");
        audit.record(pool, decision).await().atMost(PATIENCE);
    }

    @Test
    void everyEntryFollowsTheOneBefore() {
        record("one");
        record("");
        record("three");

        List<Entry> all = audit.after(0, 100_000).await().atMost(PATIENCE);

        String before = "";
        long number = 0;
        for (Entry entry : all) {
            assertThat(entry.number()).isEqualTo(++number);
            assertThat(entry.follows(before)).as("entry %d", entry.number()).isTrue();
            before = entry.hash();
        }
        assertThat(all).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void changedEntryIsSeen() {
        record("one");
        Entry entry = audit.before("audit-test", Long.MAX_VALUE, 1)
                .await()
                .atMost(PATIENCE)
                .getFirst();
        Entry forged = new Entry(
                entry.number(),
                entry.at(),
                entry.tenant(),
                "someone else",
                entry.action(),
                entry.subject(),
                entry.detail(),
                entry.previous(),
                entry.hash());

        assertThat(entry.follows(entry.previous())).isTrue();
        assertThat(forged.follows(entry.previous())).isFalse();
    }

    @Test
    void whatIsErasedIsGone_andTheChainHolds() {
        String subject = "erased-" + UUID.randomUUID();
        record(subject);
        record("another");
        audit.record(pool, new Decision("audit-test", subject, "audit.test", "by itself", "of " + subject))
                .await()
                .atMost(PATIENCE);
        pool.withTransaction(transaction -> audit.recordErasure(
                        transaction, new Decision("audit-test", "someone", "audit.erase", subject, "")))
                .await()
                .atMost(PATIENCE);
        record("later");

        List<Entry> all = audit.after(0, 100_000).await().atMost(PATIENCE);
        String before = "";
        for (Entry entry : all) {
            assertThat(entry.follows(before)).as("entry %d", entry.number()).isTrue();
            before = entry.hash();
        }
        assertThat(all)
                .filteredOn(entry -> entry.toString().contains(subject))
                .extracting(Entry::action)
                .containsExactly("audit.erase");
        List<Entry> last = all.subList(all.size() - 5, all.size());
        Long fact = last.get(3).number();
        assertThat(last).extracting(Entry::erasedBy).containsExactly(fact, null, fact, null, null);
        assertThat(last).extracting(Entry::salt).element(0).isNull();
    }

    @Test
    void anEntryIsEmptiedOnlyWithAnErasureThatTellsOfIt() {
        record("one");
        for (String reason : List.of("number", "number + 1", "number - 1", "null")) {
            String statement = "update audit_entry set actor = '', subject = '', detail = '', salt = null, erased_by = "
                    + reason + " where number = (select max(number) from audit_entry)";
            assertThatThrownBy(() -> pool.query(statement).execute().await().atMost(PATIENCE))
                    .hasMessageContaining("only grows");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set actor = 'x'",
                "delete from audit_entry",
                "truncate audit_entry",
                "insert into audit_entry (number) values (1)"
            })
    void theTableOnlyGrows(String statement) {
        record("one");

        assertThatThrownBy(() -> pool.query(statement).execute().await().atMost(PATIENCE))
                .hasMessageMatching("(?s).*(only grows|null value).*");
    }
}
