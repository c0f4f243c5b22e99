package io.tidings.problem;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns what the JSON reader says into a place in the body and a sentence, without a word about our classes. */
final class JsonTrouble {

    private static final Pattern CLASS_NAME = Pattern.compile("\\b[a-z]\\w*(\\.[a-z]\\w*)*\\.[A-Z]\\w*");
    private static final Map<Class<?>, String> WORDS = Map.of(
            UUID.class, "a UUID",
            Instant.class, "a time as in 2026-11-20T10:00:00Z",
            OffsetDateTime.class, "a time as in 2026-11-20T10:00:00Z",
            LocalDate.class, "a date as in 2026-11-20",
            Boolean.class, "true or false",
            boolean.class, "true or false",
            String.class, "a string",
            List.class, "an array",
            Map.class, "an object");

    private JsonTrouble() {}

    /** The problem, if the failure comes from reading JSON; what went wrong while writing it is our own fault. */
    static Optional<Problem> toProblem(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StreamConstraintsException) {
                return Optional.of(
                        new Problem(ProblemType.BAD_REQUEST, "The body is nested too deep, or holds too long a value"));
            }
            if (cause instanceof StreamReadException unreadable) {
                return Optional.of(malformed(unreadable.getLocation()));
            }
        }
        return failure instanceof JsonMappingException mapping && mapping.getProcessor() instanceof JsonParser
                ? Optional.of(mapped(mapping))
                : Optional.empty();
    }

    private static Problem malformed(@Nullable JsonLocation place) {
        return new Problem(
                ProblemType.MALFORMED_JSON,
                place == null
                        ? "The body is not JSON"
                        : "The body is not JSON from line " + place.getLineNr() + ", column " + place.getColumnNr());
    }

    private static Problem mapped(JsonMappingException mapping) {
        String pointer = pointer(mapping.getPath());
        return new Problem(ProblemType.INVALID, "The body does not have the expected form").at(pointer, wrong(mapping));
    }

    private static String wrong(JsonMappingException mapping) {
        return switch (mapping) {
            case UnrecognizedPropertyException ignored -> "is not known here";
            case InvalidFormatException format -> "must be " + expected(format.getTargetType());
            case ValueInstantiationException refused -> saidByUs(refused.getCause());
            case MismatchedInputException mismatch when mismatch.getTargetType() == null -> "is missing";
            case MismatchedInputException mismatch -> "is missing, or is not " + expected(mismatch.getTargetType());
            default -> saidByUs(mapping.getCause());
        };
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "of the expected form";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> name((Enum<?>) constant))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (Number.class.isAssignableFrom(type) || (type.isPrimitive() && type != boolean.class)) {
            return "a number in range";
        }
        return WORDS.getOrDefault(type, type.isRecord() ? "an object" : "of the expected form");
    }

    /** As the reader takes it, which need not be how it is called in the code. */
    private static String name(Enum<?> constant) {
        try {
            JsonProperty said =
                    constant.getDeclaringClass().getField(constant.name()).getAnnotation(JsonProperty.class);
            return said == null ? constant.name() : said.value();
        } catch (NoSuchFieldException unknownToTheExecutable) {
            // an advice that is not the best one is better than a failure
            return constant.name();
        }
    }

    /** Values say themselves what they expect; a sentence of the JDK that names a class is not for the caller. */
    private static String saidByUs(@Nullable Throwable cause) {
        String said = cause instanceof IllegalArgumentException ? cause.getMessage() : null;
        return said == null || CLASS_NAME.matcher(said).find() ? "is not allowed" : said;
    }

    private static String pointer(List<Reference> path) {
        return path.stream()
                .map(step ->
                        step.getFieldName() == null ? Integer.toString(step.getIndex()) : escape(step.getFieldName()))
                .map(step -> "/" + step)
                .collect(Collectors.joining());
    }

    static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
