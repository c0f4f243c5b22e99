package io.tidings.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.tidings.schema.Migrations;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
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
