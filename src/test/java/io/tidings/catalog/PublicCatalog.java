package io.tidings.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The collected public facts that lie beside the project, read as they are. */
public final class PublicCatalog {
    private static final Path FACTS = Path.of("..", "shared", "configmgr");

    private PublicCatalog() {}

    public static Catalog load() {
        return CatalogImport.read(document());
    }

    public static ObjectNode document() {
        return (ObjectNode) read("catalog.json");
    }

    public static JsonNode read(String file) {
        try {
            return new ObjectMapper().readTree(FACTS.resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
