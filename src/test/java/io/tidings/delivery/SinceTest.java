package io.tidings.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidings.hierarchy.Hierarchies;
import jakarta.inject.Inject;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What changed is an answer like any other; which changes those are, is shown with the polls. */
@QuarkusTest
class SinceTest {

    @Inject
    Hierarchies hierarchies;

    @BeforeEach
    void importRealCatalog() {
        Asker.importRealCatalog();
    }

    @Test
    void changesAreAnsweredLikeAnEdition_withTagsAndEncodings_andToHead() {
        Asker asker = Asker.having(hierarchies);
        for (String since : List.of("0", asker.poll().jsonPath().getString("edition"))) {
            String address = asker.updates() + "?since=" + since;
            Response whole = asker.get(address);
            assertThat(whole.header("ETag")).isNotNull().isNotEqualTo(asker.tag());
            asker.asked()
                    .header("If-None-Match", whole.header("ETag"))
                    .get(address)
                    .then()
                    .statusCode(304)
                    .header("ETag", whole.header("ETag"))
                    .header("Next-Check", notNullValue());
            asker.asked()
                    .head(address)
                    .then()
                    .statusCode(200)
                    .header("ETag", whole.header("ETag"))
                    .header("Content-Length", whole.header("Content-Length"));
            Response compressed = given().header("Authorization", asker.bearer())
                    .header("Accept-Encoding", "gzip")
                    .get(address);
            compressed.then().statusCode(200).header("Content-Encoding", "gzip");
            assertThat(compressed.asString()).isEqualTo(whole.asString());
        }
        asker.asked().head(asker.updates() + "?since=soon").then().statusCode(400);
    }

    @Test
    void whoWantsAnotherEditionIsGivenNone() {
        Asker asker = Asker.having(hierarchies);
        for (String address : List.of(asker.updates(), asker.updates() + "?since=0")) {
            String tag = asker.get(address).header("ETag");
            String compressed = tag.substring(0, tag.length() - 1) + "-gzip\"";
            for (String other : List.of("\"x\"", "W/" + tag)) {
                asker.asked()
                        .header("If-Match", other)
                        .header("If-None-Match", tag)
                        .head(address)
                        .then()
                        .statusCode(412);
            }
            asker.asked()
                    .header("If-Match", "\"x\"")
                    .get(address)
                    .then()
                    .statusCode(412)
                    .contentType("application/problem+json");
            for (String same : List.of("*", tag, compressed)) {
                asker.asked().header("If-Match", same).head(address).then().statusCode(200);
                asker.asked().header("If-Match", same).get(address).then().statusCode(200);
            }
        }
    }

    /** The bytes are written by hand: the contract must name what is in them. */
    @Test
    void theContractNamesWhatIsAnswered() {
        Asker asker = Asker.having(hierarchies);
        asker.poll().then().body("keySet()", equalTo(named(PollForms.EditionForm.class)));
        asker.get(asker.updates() + "?since=0").then().body("keySet()", equalTo(named(PollForms.ChangesForm.class)));
    }

    private static Set<String> named(Class<?> form) {
        return Stream.of(form.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
    }
}
