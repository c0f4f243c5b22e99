package io.tidings.trust;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A JSON object read field by field; what is missing or of another kind is {@link Untrusted}. */
record Fields(String name, Map<?, ?> members) {

    static Fields of(String name, Object value) {
        return new Fields(name, as(name, Map.class, value));
    }

    String text(String field) {
        return as(field, String.class, required(field));
    }

    int version() {
        return within("version", 1, Integer.MAX_VALUE).intValue();
    }

    Long within(String field, long least, long most) {
        var number = as(field, Long.class, required(field));
        if (number < least || number > most) {
            throw malformed(field);
        }
        return number;
    }

    boolean truth(String field) {
        return as(field, Boolean.class, required(field));
    }

    Instant instant(String field) {
        try {
            return Instant.parse(text(field));
        } catch (DateTimeParseException e) {
            throw malformed(field);
        }
    }

    Fields object(String field) {
        return of(field, required(field));
    }

    List<?> list(String field) {
        return as(field, List.class, required(field));
    }

    List<String> texts(String field) {
        return list(field).stream().map(item -> as(field, String.class, item)).toList();
    }

    /** Every member of an object whose keys are names, each read as an object. */
    <T> Map<String, T> each(String field, Function<Fields, T> read) {
        var all = new LinkedHashMap<String, T>();
        object(field).members.forEach((key, value) -> all.put((String) key, read.apply(of((String) key, value))));
        return all;
    }

    boolean has(String field) {
        return members.containsKey(field);
    }

    <T> Optional<T> optional(String field, Function<Fields, T> read) {
        return has(field) ? Optional.of(read.apply(object(field))) : Optional.empty();
    }

    private Object required(String field) {
        var value = members.get(field);
        if (value == null) {
            throw malformed(field);
        }
        return value;
    }

    private Untrusted malformed(String field) {
        return new Untrusted(Untrusted.Reason.MALFORMED, name + ": missing or wrong: " + field);
    }

    private static <T> T as(String name, Class<T> type, Object value) {
        if (!type.isInstance(value)) {
            throw new Untrusted(Untrusted.Reason.MALFORMED, name + " is of another kind");
        }
        return type.cast(value);
    }
}
