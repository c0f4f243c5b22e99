package io.tidings.delivery;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.tidings.hierarchy.Hierarchies;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service before any ceremony: there is nothing signed, which it says, and the rest goes on. */
@QuarkusTest
@TestProfile(KeylessServiceTest.NoKeys.class)
class KeylessServiceTest {

    public static final class NoKeys implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tidings.delivery.trust.folder", "", "tidings.delivery.trust.make-keys", "false");
        }
    }

    @Inject
    Hierarchies hierarchies;

    @ParameterizedTest
    @ValueSource(strings = {"1.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json", "nonsense"})
    void commonRepositoryIsNotThere(String file) {
        given().get("/tuf/" + file)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", containsString("no keys"));
    }

    @Test
    void unsignedCatalogIsNotHandedOutAsATarget() {
        given().get("/tuf/targets/catalog.json")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", containsString("no keys"));
    }

    @Test
    void personalRepositoryIsNotThere_andEditionsAre() {
        Asker.importRealCatalog();
        Asker asker = Asker.having(hierarchies);
        for (String file : new String[] {"1.root.json", "timestamp.json", "targets/edition.json"}) {
            asker.get("/v1/hierarchies/" + asker.id() + "/tuf/" + file)
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("detail", containsString("no keys"));
        }
        asker.poll().then().statusCode(200);
    }
}
