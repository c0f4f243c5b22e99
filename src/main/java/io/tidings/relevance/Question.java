package io.tidings.relevance;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An object of a question, read field by field; all that is wrong becomes one problem in the end. */
final class Question {
    private final JsonNode node;
    private final String pointer;
    private final Map<String, String> wrongs;

    private Question(JsonNode node, String pointer, Map<String, String> wrongs) {
        this.node = node;
        this.pointer = pointer;
        this.wrongs = wrongs;
    }

    static Question of(JsonNode node) {
        var question = new Question(node, "", new TreeMap<>());
        if (!node.isObject()) {
            throw new Problem(ProblemType.INVALID, "The body must be a JSON object").at("", "must be an object");
        }
        return question;
    }

    Question object(String field) {
        var value = node.path(field);
        if (!value.isObject()) {
            wrong(field, "must be an object");
        }
        return new Question(value, pointer + "/" + field, wrongs);
    }

    void wrong(String field, String text) {
        wrongs.putIfAbsent(pointer + "/" + field, text);
    }

    void refuseIfWrong() {
        if (!wrongs.isEmpty()) {
            var problem = new Problem(ProblemType.INVALID, "The question breaks a rule");
            wrongs.forEach(problem::at);
            throw problem;
        }
    }

    boolean isNull(String field) {
        return node.has(field) && node.path(field).isNull();
    }

    boolean has(String field) {
        return !node.path(field).isMissingNode() && !node.path(field).isNull();
    }

    @Nullable
    String text(String field) {
        if (has(field) && !node.path(field).isTextual()) {
            wrong(field, "must be a text");
        }
        return has(field) ? node.path(field).asText() : null;
    }

    boolean flag(String field) {
        if (has(field) && !node.path(field).isBoolean()) {
            wrong(field, "must be true or false");
        }
        return node.path(field).asBoolean(false);
    }

    @Nullable
    LocalDate day(String field) {
        var text = text(field);
        return text == null ? null : read(field, text, LocalDate::parse, LocalDate.EPOCH);
    }

    <T> T read(String field, String text, Function<String, T> parser, T otherwise) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            wrong(field, "is not understood" + (e instanceof DateTimeException ? ": a day such as 2025-09-10" : ""));
            return otherwise;
        }
    }

    List<JsonNode> list(String field) {
        var found = new ArrayList<JsonNode>();
        if (has(field) && !node.path(field).isArray()) {
            wrong(field, "must be a list");
        } else {
            node.path(field).forEach(found::add);
        }
        return found;
    }

    SortedSet<String> texts(String field) {
        var found = new TreeSet<String>();
        for (var value : list(field)) {
            if (value.isTextual()) {
                found.add(value.asText());
            } else {
                wrong(field, "is a list of texts");
            }
        }
        return found;
    }
}
