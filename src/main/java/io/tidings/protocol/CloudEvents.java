package io.tidings.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Opens CloudEvents 1.0 (core, JSON event format, and the modes of the HTTP and Kafka bindings). Which mode a message
 * has is told by its content type; the caller passes the attributes of binary mode as it finds them.
 */
public final class CloudEvents {
    private static final String SPEC_VERSION = "1.0";
    public static final String STRUCTURED = "application/cloudevents+json";
    public static final String BATCH = "application/cloudevents-batch+json";
    private static final int MAX_ENVELOPE = 64 << 10;
    private static final int MAX_ATTRIBUTE = 2_048;
    private static final int MAX_BATCH = 1_000;
    /** Base64 makes four bytes of three. */
    private static final int MAX_EVENT = UsageReports.MAX_BYTES / 3 * 4 + MAX_ENVELOPE;
    /** What a batch may weigh as a whole. */
    public static final int MAX_BATCH_BYTES = 8 << 20;

    /** The data may be as deep as ever: the envelope around it does not count against it. */
    private static final Bounds ONE = Bounds.of(MAX_EVENT, 33, MAX_EVENT);

    private static final Bounds MANY = Bounds.loose(MAX_BATCH_BYTES, 1_000);

    private CloudEvents() {}

    public static boolean isStructured(@Nullable String contentType) {
        return mediaType(contentType).equals(STRUCTURED);
    }

    public static boolean isBatch(@Nullable String contentType) {
        return mediaType(contentType).equals(BATCH);
    }

    private static String mediaType(@Nullable String contentType) {
        return contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** The event in binary mode: attributes stand beside the data, null where there is none. */
    public static Reading<CloudEvent> binary(UnaryOperator<@Nullable String> attributes, byte[] data) {
        try {
            Envelope envelope = new Envelope();
            envelope.specVersion = attributes.apply("specversion");
            envelope.id = unlessEmpty(attributes.apply("id"));
            envelope.source = unlessEmpty(attributes.apply("source"));
            envelope.type = unlessEmpty(attributes.apply("type"));
            envelope.data = data;
            return new Reading.Read<>(envelope.toEvent(""));
        } catch (FlawFound flaw) {
            return flaw.toReading();
        }
    }

    private static @Nullable String unlessEmpty(@Nullable String attribute) {
        return "".equals(attribute) ? null : attribute;
    }

    /**
     * The value of an attribute as it stands in a header field of HTTP, where all but printable ASCII is percent-encoded. What
     * is encoded wrongly is taken as it stands.
     */
    public static String ofHttpHeader(String value) {
        try {
            // unlike in a form, a plus sign is itself
            return URLDecoder.decode(value.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    public static Reading<CloudEvent> structured(byte[] document) {
        return JsonCursor.read(document, ONE, CloudEvents::event);
    }

    /** Takes a batch apart, into events as they are in structured mode. None is opened: one that is no event must not stop the rest. */
    public static Reading<List<byte[]>> batch(byte[] document) {
        return JsonCursor.read(document, MANY, in -> in.array(MAX_BATCH, in::untouched));
    }

    private static CloudEvent event(JsonCursor in) throws IOException, FlawFound {
        Envelope envelope = new Envelope();
        in.object(field -> {
            switch (field) {
                case "specversion" -> envelope.specVersion = in.text(MAX_ATTRIBUTE);
                case "id" -> envelope.id = in.text(MAX_ATTRIBUTE);
                case "source" -> envelope.source = in.text(MAX_ATTRIBUTE);
                case "type" -> envelope.type = in.text(MAX_ATTRIBUTE);
                case "data" -> envelope.carry((in.isText() ? in.text(MAX_EVENT) : in.slice()).getBytes(UTF_8), in);
                case "data_base64" -> envelope.carry(decode(in), in);
                default -> {
                    return false;
                }
            }
            return true;
        });
        return envelope.toEvent(in.at());
    }

    private static byte[] decode(JsonCursor in) throws IOException, FlawFound {
        try {
            return Base64.getDecoder().decode(in.text(MAX_EVENT));
        } catch (IllegalArgumentException e) {
            throw new FlawFound(Flaw.NOT_A_CLOUD_EVENT, in.at(), "data_base64 is not base64");
        }
    }

    private static final class Envelope {
        private @Nullable String specVersion;
        private @Nullable String id;
        private @Nullable String source;
        private @Nullable String type;
        private byte @Nullable [] data;

        void carry(byte[] found, JsonCursor in) throws FlawFound {
            if (data != null) {
                throw new FlawFound(Flaw.NOT_A_CLOUD_EVENT, in.at(), "one of data and data_base64 is expected");
            }
            data = found;
        }

        CloudEvent toEvent(String at) throws FlawFound {
            if (!SPEC_VERSION.equals(specVersion) || id == null || source == null || type == null) {
                throw new FlawFound(
                        Flaw.NOT_A_CLOUD_EVENT,
                        at,
                        "specversion 1.0, id, source and type are expected of a CloudEvent");
            }
            if (data == null) {
                throw new FlawFound(Flaw.EMPTY, at, "the CloudEvent has no data");
            }
            return new CloudEvent(id, source, type, data);
        }
    }
}
