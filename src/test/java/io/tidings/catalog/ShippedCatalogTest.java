package io.tidings.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What ships is what the public facts say; {@code -Dtidings.catalog.write=true} writes it anew after they changed. */
class ShippedCatalogTest {

    @Test
    void shippedCatalogSaysWhatThePublicFactsSay() throws IOException {
        var facts = PublicCatalog.load();
        if (Boolean.getBoolean("tidings.catalog.write")) {
            Files.writeString(
                    Path.of("src/main/resources" + ShippedCatalog.RESOURCE),
                    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(CatalogJson.write(facts))
                            + "\n");
            return;
        }
        assertThat(ShippedCatalog.load()).isEqualTo(facts);
    }
}
