package io.tidings.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.tidings.hierarchy.Hierarchies;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StatementsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Hierarchies hierarchies;

    @Inject
    Editions editions;

    @Inject
    Statements statements;

    @Inject
    ContentStore store;

    @Test
    void thoseWhoAreOfferedTheSameShareItsContent_andTheStoreIsAskedOnce() throws IOException {
        Asker.importRealCatalog();
        byte[] content = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        Offered offered = Offered.publish("statement-1", content);
        Asker one = Asker.having(hierarchies);
        Asker other = Asker.having(hierarchies);
        offered.await(one);
        offered.await(other);
        Statement ofOne = statement(one);
        assertThat(ofOne.content()).containsKey("statement-1/update.cab");
        Files.delete(store.find(offered.sha256()).await().atMost(PATIENCE).orElseThrow());
        Statement ofOther = statement(other);
        assertThat(ofOther.content()).isSameAs(ofOne.content());
        assertThat(ofOther.state()).isNotEqualTo(ofOne.state());
        offered.step("withdraw");
    }

    private Statement statement(Asker asker) {
        return editions.of(asker.id())
                .chain(edition -> statements.of(asker.id(), edition.orElseThrow()))
                .await()
                .atMost(PATIENCE);
    }
}
