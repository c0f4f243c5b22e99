package io.tidings.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an import and a draft must not let in, each with its code; the import form and our own refuse alike. */
class BadInputTest {

    private static final int MANY = 10_000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'applies_to': ['0001']} | unknown-release",
                "{'applies_to': ['2403'], 'package_guids_applicable': ['1-1-1-1-1']} | not-a-guid",
                "{'applies_to': ['2403'], 'date_released': '2025-02-30'} | not-a-date",
                "{'applies_to': ['2403'], 'replaces': ['bad']} | self-supersedence",
                "{'applies_to': ['2403'], 'replaces': ['nobody']} | unknown-update",
                "{'applies_to': ['2403'], 'prerequisites': [{'versions': ['2403'], 'requires_all': ['nobody']}]} | unknown-update"
            })
    void importIsRefusedWithItsCode(String more, String code) {
        ObjectNode document = PublicCatalog.document();
        ObjectNode bad = (ObjectNode) RolloutTest.json(more.replace('\'', '"'));
        bad.put("id", "bad").put("type", "hotfix");
        ((ArrayNode) document.path("updates")).add(bad);
        assertThat(codes(document)).containsExactly(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'generalFrom': 'tomorrow'} | /generalFrom not-a-date",
                "{'packageGuids': ['x']} | /packageGuids not-a-guid",
                "{'contents': ['../secret']} | /contents not-a-digest",
                "{'requirements': [{'kind': 'build-within', 'least': '5.00.9999.1000', 'greatest': '5.00.1.1000'}]} | /requirements/0/least range-upside-down",
                "{'requirements': [{'kind': 'cake'}]} | /requirements/0/kind not-a-choice",
                "{'requirements': [{'kind': 'expression', 'cel': '1 +'}]} | /requirements/0/cel not-an-expression",
                "{'revisions': [{'on': 'never', 'event': 'published'}]} | /revisions/0/on not-a-date",
                "{'replaces': 'all'} | /replaces not-a-list"
            })
    void draftIsRefusedWithItsPlaceAndCode(String more, String fault) {
        ObjectNode draft = (ObjectNode) RolloutTest.json(more.replace('\'', '"'));
        draft.put("id", "bad").put("kind", "hotfix").put("distribution", "in-console");
        assertThatExceptionOfType(CatalogRefused.class)
                .isThrownBy(() -> Faults.oneOf("bad", draft))
                .satisfies(refused -> assertThat(refused.faults())
                        .extracting(one -> one.where() + " " + one.code())
                        .containsExactly(fault));
    }

    @Test
    void cycleOfThreeIsRefusedWithItsPath() {
        ObjectNode document = PublicCatalog.document();
        for (String id : List.of("x1", "x2", "x3")) {
            int next = Integer.parseInt(id.substring(1)) % 3 + 1;
            update(document, id).putArray("replaces").add("x" + next);
        }
        assertThatExceptionOfType(CatalogRefused.class)
                .isThrownBy(() -> CatalogImport.read(document))
                .satisfies(refused -> assertThat(refused.faults())
                        .singleElement()
                        .satisfies(fault -> assertThat(fault.text()).contains("x1", "x2", "x3")));
    }

    @Test
    void everyFaultOfTenThousandUpdatesIsTold() {
        ObjectNode document = PublicCatalog.document();
        for (int i = 0; i < MANY; i++) {
            update(document, "many-" + i);
        }
        assertThat(CatalogImport.read(document).updates()).hasSizeGreaterThan(MANY);
        update(document, "wrong-1").putArray("replaces").add("nobody");
        assertThat(codes(document)).containsExactly("unknown-update");
        update(document, "wrong-2").putArray("replaces").add("wrong-2");
        assertThat(codes(document)).contains("unknown-update", "self-supersedence");
    }

    private static ObjectNode update(ObjectNode document, String id) {
        ObjectNode update = ((ArrayNode) document.path("updates")).addObject();
        update.put("id", id).put("type", "hotfix").putArray("applies_to").add("2403");
        return update;
    }

    private static List<String> codes(JsonNode document) {
        try {
            CatalogImport.read(document);
            return List.of();
        } catch (CatalogRefused refused) {
            return refused.faults().stream().map(CatalogFault::code).toList();
        }
    }
}
