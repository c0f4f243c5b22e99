package io.tidings.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.smallrye.mutiny.Uni;
import io.tidings.delivery.Edition.EntryDigest;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;

/** The numbers of the editions, and what each held. */
@Singleton
class EditionStore {

    private final ObjectMapper json;

    EditionStore(ObjectMapper json) {
        this.json = json;
    }

    /** The number of what was rendered: the same for the same content, whoever asks. */
    Uni<Long> number(Rendering rendering) {
        ArrayNode entries = json.createArrayNode();
        rendering.entries().forEach(entry -> entries.addObject().put(entry.id(), entry.digest()));
        return EditionRow.ofDigest(rendering.digest().bytes(), entries.toString())
                // another replica made the row between our look and our insert: now it is there to be found
                .onFailure(ConstraintViolationException.class)
                .retry()
                .atMost(1)
                .map(row -> row.number);
    }

    /** What the edition of that number held; empty when there was none. */
    Uni<Optional<List<EntryDigest>>> entries(long number) {
        return EditionRow.ofNumber(number).map(row -> row.map(this::read));
    }

    private List<EntryDigest> read(EditionRow row) {
        List<EntryDigest> entries = new ArrayList<>();
        for (JsonNode entry : tree(row.entries)) {
            entry.properties()
                    .forEach(field -> entries.add(
                            new EntryDigest(field.getKey(), field.getValue().textValue())));
        }
        return entries;
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("delivery_edition holds what is not JSON", e);
        }
    }
}
