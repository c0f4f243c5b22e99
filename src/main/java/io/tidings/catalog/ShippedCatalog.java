package io.tidings.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The catalog that comes with the program: every documented release and update, in our own reduced form. */
final class ShippedCatalog {
    static final String RESOURCE = "/catalog/current-branch.json";

    private ShippedCatalog() {}

    static Catalog load() {
        try (var in = ShippedCatalog.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the program was built without " + RESOURCE);
            }
            return CatalogJson.read(new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
