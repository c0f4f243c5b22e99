package io.tidings.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Walks through one JSON document within bounds, token by token, and names the flaw where it ends. It also refuses what
 * JSON allows and PostgreSQL cannot keep (NUL, half a surrogate pair, numbers beyond reason): one such value would
 * otherwise undo the transaction of a whole batch.
 */
final class JsonCursor implements AutoCloseable {
    /** Reads the value of a field, and says whether it knows the field at all. */
    @FunctionalInterface
    interface FieldReader {
        boolean read(String field) throws IOException, FlawFound;
    }

    /** Reads one element of an array. */
    @FunctionalInterface
    interface ElementReader<T> {
        T read() throws IOException, FlawFound;
    }

    /** Reads a whole document. */
    @FunctionalInterface
    interface DocumentReader<T> {
        T read(JsonCursor cursor) throws IOException, FlawFound;
    }

    private final byte[] document;
    private final Bounds bounds;
    private final JsonParser parser;
    /** Without escapes and beyond nothing but ASCII there is no text that cannot be stored. */
    private final boolean plain;

    private int unknownFields;

    private JsonCursor(byte[] document, Bounds bounds) throws IOException, FlawFound {
        this.document = document;
        this.bounds = bounds;
        this.plain = JsonTexts.isPlain(document);
        this.parser = bounds.json().createParser(document);
    }

    static <T> Reading<T> read(byte[] bytes, Bounds bounds, DocumentReader<T> reader) {
        try {
            return new Reading.Read<>(whole(checked(bytes, bounds.maxBytes()), bounds, reader));
        } catch (FlawFound flaw) {
            return flaw.toReading();
        }
    }

    private static byte[] checked(byte[] bytes, int maxBytes) throws FlawFound {
        if (bytes.length == 0) {
            throw new FlawFound(Flaw.EMPTY, "", "there is nothing to read");
        }
        if (bytes.length > maxBytes) {
            throw new FlawFound(Flaw.TOO_BIG, "", bytes.length + " bytes; at most " + maxBytes + " are read");
        }
        // the parser would pass over a mark that JSON does not have
        if (bytes.length > 2 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF) {
            throw new FlawFound(Flaw.NOT_JSON, "", "a byte order mark is no JSON");
        }
        return bytes;
    }

    private static <T> T whole(byte[] document, Bounds bounds, DocumentReader<T> reader) throws FlawFound {
        try (JsonCursor cursor = new JsonCursor(document, bounds)) {
            try {
                if (cursor.parser.nextToken() == null) {
                    throw new FlawFound(Flaw.NOT_JSON, "", "there is nothing but white space");
                }
                T value = reader.read(cursor);
                if (cursor.parser.nextToken() != null) {
                    throw new FlawFound(Flaw.NOT_JSON, "", "something follows the end of the document");
                }
                return value;
            } catch (IOException e) {
                throw cursor.flawOf(e);
            }
        } catch (IOException e) {
            throw new FlawFound(Flaw.NOT_JSON, "", "not JSON");
        }
    }

    private FlawFound flawOf(IOException e) {
        if (e instanceof StreamConstraintsException) {
            return parser.getParsingContext().getNestingDepth() >= bounds.maxDepth()
                    ? new FlawFound(Flaw.TOO_DEEP, at(), "nested deeper than " + bounds.maxDepth())
                    : tooLong();
        }
        String message = String.valueOf(e.getMessage());
        return message.contains("surrogate")
                ? wrong("a name with half a surrogate pair")
                : new FlawFound(Flaw.NOT_JSON, at(), "not JSON from here on");
    }

    String at() {
        String pointer = parser.getParsingContext().pathAsPointer().toString();
        return pointer.length() <= Bounds.MAX_NAME ? pointer : pointer.substring(0, Bounds.MAX_NAME);
    }

    FlawFound wrong(String detail) {
        return new FlawFound(Flaw.WRONG_FIELD, at(), detail);
    }

    FlawFound missing(String field) {
        return new FlawFound(Flaw.MISSING_FIELD, at(), "the field '" + field + "' is missing");
    }

    int unknownFields() {
        return unknownFields;
    }

    boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    boolean isText() {
        return parser.currentToken() == JsonToken.VALUE_STRING;
    }

    boolean isObject() {
        return parser.currentToken() == JsonToken.START_OBJECT;
    }

    /** Reads the object at the cursor; fields that the reader does not know are passed over and counted. */
    void object(FieldReader fields) throws IOException, FlawFound {
        expect(JsonToken.START_OBJECT, "an object");
        FieldNames names = new FieldNames();
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            checkName(field, names);
            parser.nextToken();
            if (!fields.read(field)) {
                unknownFields++;
                pass();
            }
        }
    }

    <T> List<T> array(int longest, ElementReader<T> element) throws IOException, FlawFound {
        expect(JsonToken.START_ARRAY, "an array");
        List<T> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (elements.size() == longest) {
                throw new FlawFound(Flaw.TOO_LONG, at(), "more than " + longest + " elements");
            }
            elements.add(element.read());
        }
        return elements;
    }

    String text(int longest) throws IOException, FlawFound {
        expect(JsonToken.VALUE_STRING, "a string");
        String text = storable(parser.getText());
        if (text.isEmpty() || JsonTexts.isLonger(text, longest)) {
            throw wrong("a string of 1 to " + longest + " characters is expected");
        }
        return text;
    }

    int integer(int least, int most) throws IOException, FlawFound {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
            return whole(least, most);
        }
        expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
        if (parser.getNumberType() != JsonParser.NumberType.INT
                || parser.getIntValue() < least
                || parser.getIntValue() > most) {
            throw wrong("a whole number from " + least + " to " + most + " is expected");
        }
        return parser.getIntValue();
    }

    /** To JSON Schema, 2.0 and 2e0 are whole numbers, too: some languages write no others. */
    private int whole(int least, int most) throws IOException, FlawFound {
        checkNumber(parser.getText());
        try {
            int number = parser.getDecimalValue().intValueExact();
            if (number >= least && number <= most) {
                return number;
            }
        } catch (ArithmeticException e) {
            // the same answer as for one that is out of its bounds
        }
        throw wrong("a whole number from " + least + " to " + most + " is expected");
    }

    boolean bool() throws FlawFound {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw wrong("true or false is expected");
        };
    }

    /** The text of the value at the cursor, as it stands in the document. */
    String slice() throws IOException, FlawFound {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        pass();
        return new String(document, from, (int) parser.currentLocation().getByteOffset() - from, UTF_8);
    }

    /** The bytes of the value at the cursor, which is not looked into. */
    byte[] untouched() throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        return Arrays.copyOfRange(document, from, (int) parser.currentLocation().getByteOffset());
    }

    private void expect(JsonToken token, String called) throws FlawFound {
        if (parser.currentToken() != token) {
            throw wrong(called + " is expected");
        }
    }

    private void pass() throws IOException, FlawFound {
        if (parser.currentToken().isScalarValue()) {
            checkPassed(parser.currentToken());
            return;
        }
        // of what is open the names so far; those of an array stay empty
        Deque<FieldNames> open = new ArrayDeque<>();
        do {
            JsonToken token = parser.currentToken();
            if (token == null) {
                throw new FlawFound(Flaw.NOT_JSON, at(), "the document ends too early");
            }
            if (token.isStructStart()) {
                open.push(new FieldNames());
            } else if (token.isStructEnd()) {
                open.pop();
            } else if (token == JsonToken.FIELD_NAME) {
                storable(checkName(parser.currentName(), open.getFirst()));
            }
            checkPassed(token);
            if (!open.isEmpty()) {
                parser.nextToken();
            }
        } while (!open.isEmpty());
    }

    private void checkPassed(JsonToken token) throws IOException, FlawFound {
        switch (token) {
            case VALUE_STRING -> {
                if (JsonTexts.isLonger(storable(parser.getText()), bounds.maxString())) {
                    throw tooLong();
                }
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> checkNumber(parser.getText());
            default -> {}
        }
        if (parser.getParsingContext().inArray() && parser.getParsingContext().getCurrentIndex() >= Bounds.MAX_ARRAY) {
            throw new FlawFound(Flaw.TOO_LONG, at(), "more than " + Bounds.MAX_ARRAY + " elements");
        }
    }

    private String checkName(String name, FieldNames before) throws FlawFound {
        if (JsonTexts.isLonger(name, Bounds.MAX_NAME)) {
            throw tooLong();
        }
        if (!before.add(name)) {
            throw new FlawFound(Flaw.DUPLICATE_KEY, at(), "one object has the same key twice");
        }
        return name;
    }

    private FlawFound tooLong() {
        return new FlawFound(Flaw.TOO_LONG, at(), "a name, a text or a number is too long");
    }

    private void checkNumber(String number) throws FlawFound {
        if (JsonTexts.isBeyondReason(number)) {
            throw wrong("a number beyond every reason");
        }
    }

    private String storable(String text) throws FlawFound {
        String trouble = plain ? null : JsonTexts.trouble(text);
        if (trouble != null) {
            throw wrong(trouble);
        }
        return text;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
