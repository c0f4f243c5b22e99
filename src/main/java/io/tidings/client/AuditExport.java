package io.tidings.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.audit.Entry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.Consumer;

/** The audit as a file: one entry a line, as a JSON object with the members that {@code /v1/audit} shows. */
final class AuditExport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AuditExport() {}

    static void read(String file, Consumer<Entry> reader) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(Path.of(file))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    reader.accept(entry(line, file + ", line " + number));
                }
            }
        }
    }

    private static Entry entry(String line, String place) throws IOException {
        try {
            JsonNode node = JSON.readTree(line);
            return new Entry(
                    node.path("number").asLong(),
                    Instant.parse(node.path("at").asText()),
                    node.path("tenant").asText(),
                    node.path("actor").asText(),
                    node.path("action").asText(),
                    node.path("subject").asText(),
                    node.path("detail").asText(),
                    hex(node, "previous"),
                    hex(node, "hash"),
                    node.has("salt") ? hex(node, "salt") : null,
                    node.has("payload") ? hex(node, "payload") : null,
                    node.has("erasedBy") ? node.path("erasedBy").asLong() : null);
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
            throw new IOException(place + " is no entry of the audit", e);
        }
    }

    private static String hex(JsonNode node, String member) {
        String text = node.path(member).asText();
        return HexFormat.of().formatHex(HexFormat.of().parseHex(text));
    }

    static String line(Entry entry) {
        ObjectNode node = JSON.createObjectNode()
                .put("number", entry.number())
                .put("at", entry.at().toString())
                .put("tenant", entry.tenant())
                .put("actor", entry.actor())
                .put("action", entry.action())
                .put("subject", entry.subject())
                .put("detail", entry.detail())
                .put("previous", entry.previous())
                .put("hash", entry.hash());
        if (entry.salt() != null) {
            node.put("salt", entry.salt());
        }
        if (entry.payload() != null) {
            node.put("payload", entry.payload());
        }
        if (entry.erasedBy() != null) {
            node.put("erasedBy", entry.erasedBy());
        }
        return node.toString();
    }
}
