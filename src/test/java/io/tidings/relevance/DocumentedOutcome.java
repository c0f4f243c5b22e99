package io.tidings.relevance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.catalog.PublicCatalog;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** One documented outcome as a question and its answer, from the public cases that lie beside the project. */
record DocumentedOutcome(JsonNode row) {

    static List<DocumentedOutcome> all() {
        var file = PublicCatalog.read("expected-cases.json");
        for (var member : file) {
            if (member.isArray()) {
                return StreamSupport.stream(member.spliterator(), false)
                        .map(DocumentedOutcome::new)
                        .toList();
            }
        }
        throw new IllegalStateException("no cases in the file");
    }

    boolean isChain() {
        return row.has("chain");
    }

    List<String> chain() {
        return List.copyOf(texts(row.path("chain")));
    }

    /** The tool's switches that ignore the site version are told by a placeholder instead of ids. */
    boolean isPlaceholder() {
        return row.path("kind").asText().equals("tool-abstract");
    }

    ObjectNode question() {
        var question = JsonNodeFactory.instance.objectNode();
        question.set("site", row.get("site"));
        question.set("asOf", row.get("as_of"));
        question.set("features", row.get("features"));
        question.set("assumePublished", row.get("assume_published"));
        if (row.has("universe")) {
            question.set("universe", row.get("universe"));
        }
        return question;
    }

    SortedSet<String> expected(String bucket) {
        return texts(row.path("expect").path(bucket));
    }

    SortedSet<String> notOffered() {
        var ids = new TreeSet<String>();
        row.path("expect")
                .path("not_offered")
                .forEach(entry -> ids.add(entry.get("id").asText()));
        return ids;
    }

    static SortedSet<String> texts(JsonNode list) {
        var found = new TreeSet<String>();
        list.forEach(text -> found.add(text.asText()));
        return found;
    }

    @Override
    public String toString() {
        return row.get("id").asText() + " " + row.get("title").asText();
    }
}
