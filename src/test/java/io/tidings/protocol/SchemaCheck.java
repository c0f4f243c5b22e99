package io.tidings.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/** Holds documents against a JSON Schema, as far as ours goes: a word that it does not know is an error and not passed over. */
final class SchemaCheck {
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    /** As in RFC 3339. */
    private static final Pattern TIME = Pattern.compile("[^T]{10}T\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)");

    private static final Set<String> SAYS_NOTHING =
            Set.of("$schema", "$id", "$defs", "title", "description", "default");

    private final JsonNode root;
    private final Map<String, BiPredicate<JsonNode, JsonNode>> words = Map.ofEntries(
            Map.entry("$ref", (said, value) -> allows(at(said.textValue()), value)),
            Map.entry("type", SchemaCheck::isOfType),
            Map.entry("const", JsonNode::equals),
            Map.entry("enum", (said, value) -> said.valueStream().anyMatch(value::equals)),
            Map.entry("required", SchemaCheck::hasAll),
            Map.entry("properties", this::propertiesAllow),
            // our schema has it only where no property is named
            Map.entry("additionalProperties", (said, value) -> value.propertyStream()
                    .allMatch(one -> allows(said, one.getValue()))),
            Map.entry("propertyNames", (said, value) -> value.propertyStream()
                    .allMatch(one ->
                            characters(one.getKey()) <= said.path("maxLength").intValue())),
            Map.entry(
                    "items",
                    (said, value) -> !value.isArray() || value.valueStream().allMatch(one -> allows(said, one))),
            Map.entry("minItems", (said, value) -> !value.isArray() || value.size() >= said.intValue()),
            Map.entry("maxItems", (said, value) -> !value.isArray() || value.size() <= said.intValue()),
            Map.entry("minLength", (said, value) -> length(value, said) >= said.intValue()),
            Map.entry("maxLength", (said, value) -> length(value, said) <= said.intValue()),
            Map.entry("minimum", (said, value) -> !value.isNumber() || value.doubleValue() >= said.doubleValue()),
            Map.entry("maximum", (said, value) -> !value.isNumber() || value.doubleValue() <= said.doubleValue()),
            Map.entry(
                    "pattern",
                    (said, value) -> !value.isTextual()
                            || Pattern.compile(said.textValue())
                                    .matcher(value.textValue())
                                    .find()),
            Map.entry("format", (said, value) -> !value.isTextual() || isFormed(said.textValue(), value.textValue())));

    SchemaCheck(byte[] schema) {
        try {
            root = new ObjectMapper().readTree(schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode schema() {
        return root;
    }

    boolean allows(JsonNode document) {
        return allows(root, document);
    }

    private JsonNode at(String reference) {
        return root.at(reference.substring(1));
    }

    private boolean allows(JsonNode schema, JsonNode value) {
        return schema.propertyStream()
                .filter(word -> !SAYS_NOTHING.contains(word.getKey()))
                .allMatch(word -> {
                    BiPredicate<JsonNode, JsonNode> rule = words.get(word.getKey());
                    if (rule == null) {
                        throw new AssertionError("nobody here knows what the schema says with " + word.getKey());
                    }
                    return rule.test(word.getValue(), value);
                });
    }

    private boolean propertiesAllow(JsonNode said, JsonNode value) {
        return said.propertyStream()
                .allMatch(one -> !value.has(one.getKey()) || allows(one.getValue(), value.path(one.getKey())));
    }

    private static boolean hasAll(JsonNode said, JsonNode value) {
        return !value.isObject() || said.valueStream().allMatch(one -> value.has(one.textValue()));
    }

    private static boolean isOfType(JsonNode said, JsonNode value) {
        if (said.isArray()) {
            return said.valueStream().anyMatch(one -> isOfType(one, value));
        }
        return switch (said.textValue()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.canConvertToExactIntegral();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> throw new AssertionError("no type is called " + said);
        };
    }

    /** Of what is no text, one that is long enough and short enough. */
    private static int length(JsonNode value, JsonNode otherwise) {
        return value.isTextual() ? characters(value.textValue()) : otherwise.intValue();
    }

    private static int characters(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean isFormed(String format, String text) {
        try {
            return switch (format) {
                case "uuid" -> UUID.matcher(text).matches();
                case "date" -> LocalDate.parse(text).getYear() >= 0;
                case "date-time" ->
                    TIME.matcher(text).matches() && OffsetDateTime.parse(text).getYear() >= 0;
                default -> throw new AssertionError("no format is called " + format);
            };
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** Whether the program takes it. */
    static boolean isRead(JsonNode document) {
        return UsageReports.read(document.toString().getBytes(UTF_8)) instanceof Reading.Read<UsageReport>;
    }
}
