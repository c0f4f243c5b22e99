package io.tidings.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that claim to be a usage report, as they came in. {@code body} is null for a tombstone; headers are those of
 * Kafka, found by lower-case names; {@code origin} says where the bytes lie, {@code receivedAt} since when.
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are handed on, never compared
public record Arrival(
        byte @Nullable [] body, byte @Nullable [] key, Map<String, byte[]> headers, Origin origin, Instant receivedAt) {

    /** A place in a topic; what came another way has the name of the way, and -1. */
    public record Origin(String topic, int partition, long offset) {
        public static Origin of(String way) {
            return new Origin(way, -1, -1);
        }
    }

    public static Arrival of(byte[] report, String way, Instant receivedAt) {
        return new Arrival(report, null, Map.of(), Origin.of(way), receivedAt);
    }

    @Nullable
    String header(String name) {
        byte[] value = headers.get(name);
        return value == null ? null : new String(value, UTF_8);
    }
}
