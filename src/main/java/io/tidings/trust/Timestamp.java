package io.tidings.trust;

import java.time.Instant;
import java.util.Map;

/** What is newest: the one short-lived statement that a frozen or rolled back repository cannot make. */
public record Timestamp(int version, Instant expires, MetaFile snapshot) implements Metadata {

    static final String SNAPSHOT_FILE = "snapshot.json";

    static Timestamp from(Fields fields) {
        Metadata.checkHead(fields, TopRole.TIMESTAMP);
        var snapshot = MetaFile.from(fields.object("meta").object(SNAPSHOT_FILE));
        return new Timestamp(fields.version(), fields.instant("expires"), snapshot);
    }

    @Override
    public TopRole role() {
        return TopRole.TIMESTAMP;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("meta", Map.of(SNAPSHOT_FILE, snapshot.toTree()));
    }
}
