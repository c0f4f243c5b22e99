package io.tidings.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object being read. What is missing or wrong is noted with its JSON pointer and reading goes on, so that a
 * caller learns of every fault at once.
 */
final class Entry {
    static final LocalDate NO_DAY = LocalDate.MIN;

    private static final Pattern GUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int LONGEST_QUOTED = 60;

    private final JsonNode node;
    private final String pointer;
    private final List<CatalogFault> faults;

    Entry(JsonNode node, String pointer, List<CatalogFault> faults) {
        this.node = node;
        this.pointer = pointer;
        this.faults = faults;
        if (!node.isObject()) {
            fault("", "not-an-object", "an object is needed here");
        }
    }

    void fault(String field, String code, String text) {
        faults.add(new CatalogFault(field.isEmpty() ? pointer : pointer + "/" + field, code, text));
    }

    private @Nullable JsonNode get(String field) {
        var value = node.get(field);
        return value == null || value.isNull() ? null : value;
    }

    boolean has(String field) {
        return get(field) != null;
    }

    String text(String field) {
        var value = textOrNull(field);
        if (value == null || value.isBlank()) {
            fault(field, "missing", field + " is needed");
            return "";
        }
        return value;
    }

    @Nullable
    String textOrNull(String field) {
        var value = get(field);
        if (value != null && !value.isTextual()) {
            fault(field, "not-a-text", field + " must be a text");
            return null;
        }
        return value == null ? null : value.asText();
    }

    boolean flag(String field) {
        return Boolean.TRUE.equals(flagOrNull(field));
    }

    @Nullable
    Boolean flagOrNull(String field) {
        var value = get(field);
        if (value != null && !value.isBoolean()) {
            fault(field, "not-a-flag", field + " must be true or false");
            return null;
        }
        return value == null ? null : value.asBoolean();
    }

    /** A whole number within these bounds. */
    @Nullable
    Integer number(String field, int least, int greatest) {
        var value = get(field);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToInt()) {
            fault(field, "not-a-number", field + " must be a whole number");
            return null;
        }
        int number = value.intValue();
        if (number < least || number > greatest) {
            fault(field, "out-of-bounds", field + " must lie between " + least + " and " + greatest);
            return null;
        }
        return number;
    }

    LocalDate day(String field) {
        if (!has(field)) {
            fault(field, "missing", field + " is needed");
            return NO_DAY;
        }
        var day = dayOrNull(field);
        return day == null ? NO_DAY : day;
    }

    @Nullable
    LocalDate dayOrNull(String field) {
        var text = textOrNull(field);
        return text == null ? null : read(field, text, LocalDate::parse, "not-a-date");
    }

    @Nullable
    UUID guidOrNull(String field) {
        var text = textOrNull(field);
        return text == null ? null : read(field, text, Entry::guid, "not-a-guid");
    }

    static UUID guid(String text) {
        // UUID.fromString takes 1-1-1-1-1 for a GUID
        if (!GUID.matcher(text).matches()) {
            throw new IllegalArgumentException("not a GUID");
        }
        return UUID.fromString(text);
    }

    /** Reads a text with that parser; what it refuses is a fault. */
    <T> @Nullable T read(String field, String text, Function<String, T> parser, String code) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            fault(field, code, field + ": '" + shortened(text) + "' " + code.replace('-', ' '));
            return null;
        }
    }

    /** The member of the enum of that wire name. */
    <E extends Enum<E>> @Nullable E member(String field, Class<E> type) {
        var text = text(field);
        return text.isEmpty() ? null : member(field, text, type);
    }

    <E extends Enum<E>> @Nullable E member(String field, String text, Class<E> type) {
        for (var member : type.getEnumConstants()) {
            if (member.name().equalsIgnoreCase(text.replace('-', '_'))) {
                return member;
            }
        }
        fault(field, "not-a-choice", field + ": '" + shortened(text) + "' is none of the choices");
        return null;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_QUOTED ? text : text.substring(0, LONGEST_QUOTED) + "…";
    }

    /** The texts of a list; an absent list is empty. */
    List<String> texts(String field) {
        var found = new ArrayList<String>();
        var values = elements(field);
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).isTextual()) {
                found.add(values.get(i).asText());
            } else {
                fault(field + "/" + i, "not-a-text", field + " is a list of texts");
            }
        }
        return found;
    }

    SortedSet<String> textSet(String field) {
        return new TreeSet<>(texts(field));
    }

    SortedSet<UUID> guids(String field) {
        var found = new TreeSet<UUID>();
        for (var text : texts(field)) {
            var guid = read(field, text, Entry::guid, "not-a-guid");
            if (guid != null) {
                found.add(guid);
            }
        }
        return found;
    }

    /** SHA-256 in hexadecimal: what names a file anywhere else, a path above all, names none here. */
    SortedSet<String> digests(String field) {
        var found = new TreeSet<String>();
        for (var text : texts(field)) {
            if (SHA256.matcher(text).matches()) {
                found.add(text);
            } else {
                fault(field, "not-a-digest", field + ": '" + shortened(text) + "' is no SHA-256 in hexadecimal");
            }
        }
        return found;
    }

    <E extends Enum<E>> SortedSet<E> members(String field, Class<E> type) {
        var found = new TreeSet<E>();
        for (var text : texts(field)) {
            var member = member(field, text, type);
            if (member != null) {
                found.add(member);
            }
        }
        return found;
    }

    /** The objects of a list, each to be read as a row; an absent list is empty. */
    List<Entry> rows(String field) {
        var found = new ArrayList<Entry>();
        var values = elements(field);
        for (int i = 0; i < values.size(); i++) {
            found.add(new Entry(values.get(i), pointer + "/" + field + "/" + i, faults));
        }
        return found;
    }

    private List<JsonNode> elements(String field) {
        var value = get(field);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            fault(field, "not-a-list", field + " must be a list");
            return List.of();
        }
        var found = new ArrayList<JsonNode>();
        value.forEach(found::add);
        return found;
    }

    /** The object of that name as a row; an empty one when it is absent. */
    Entry row(String field) {
        var value = get(field);
        return new Entry(value == null ? JsonNodeFactory.instance.objectNode() : value, pointer + "/" + field, faults);
    }

    List<String> fields() {
        var names = new ArrayList<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    JsonNode raw(String field) {
        return node.path(field);
    }
}
