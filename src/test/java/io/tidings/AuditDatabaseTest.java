package io.tidings;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.tidings.audit.Audit;
import io.tidings.audit.Decision;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The command against a real database, in which somebody with all rights changes an entry. */
@QuarkusTest
class AuditDatabaseTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Audit audit;

    @Inject
    Pool pool;

    @Test
    void entryThatWasChangedBehindTheTriggersIsNamed() {
        for (int i = 0; i < 3; i++) {
            audit.record(pool, new Decision("verify", "alice", "test.verify", "subject", "ünicode"))
                    .await()
                    .atMost(PATIENCE);
        }
        var whole = new StringWriter();
        assertThat(verify(whole)).as(whole.toString()).isZero();
        assertThat(whole.toString()).contains("whole: ");

        run("alter table audit_entry disable trigger audit_entry_kept");
        try {
            run("update audit_entry set actor = 'mallory' where tenant = 'verify' and number ="
                    + " (select max(number) from audit_entry where tenant = 'verify')");
            var broken = new StringWriter();
            assertThat(verify(broken)).isEqualTo(1);
            assertThat(broken.toString())
                    .contains("test.verify of subject by mallory")
                    .contains("is not what was written");
        } finally {
            run("update audit_entry set actor = 'alice' where tenant = 'verify'");
            run("alter table audit_entry enable trigger audit_entry_kept");
        }
    }

    private void run(String statement) {
        pool.query(statement).execute().await().atMost(PATIENCE);
    }

    private static int verify(StringWriter said) {
        var writer = new PrintWriter(said, true);
        var config = ConfigProvider.getConfig();
        String url = config.getValue("quarkus.datasource.reactive.url", String.class)
                .replace(
                        "//",
                        "//" + config.getValue("quarkus.datasource.username", String.class) + ":"
                                + config.getValue("quarkus.datasource.password", String.class) + "@");
        return Tidings.commandLine()
                .setOut(writer)
                .setErr(writer)
                .execute("audit", "verify", url.replace("vertx-reactive:", ""));
    }
}
