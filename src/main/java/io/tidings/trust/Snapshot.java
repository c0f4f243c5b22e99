package io.tidings.trust;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Which versions of the targets roles belong together. */
public record Snapshot(int version, Instant expires, Map<String, MetaFile> files) implements Metadata {

    static final String TARGETS_FILE = "targets.json";

    public Snapshot {
        files = Map.copyOf(files);
        if (!files.containsKey(TARGETS_FILE)) {
            throw new IllegalArgumentException("a snapshot without targets");
        }
    }

    static Snapshot from(Fields fields) {
        Metadata.checkHead(fields, TopRole.SNAPSHOT);
        return new Snapshot(fields.version(), fields.instant("expires"), fields.each("meta", MetaFile::from));
    }

    @Override
    public TopRole role() {
        return TopRole.SNAPSHOT;
    }

    @Override
    public Map<String, Object> details() {
        var tree = new TreeMap<String, Object>();
        files.forEach((name, file) -> tree.put(name, file.toTree()));
        return Map.of("meta", tree);
    }

    MetaFile of(String file) {
        var found = files.get(file);
        if (found == null) {
            throw new Untrusted(Untrusted.Reason.UNKNOWN, "the snapshot does not name " + file);
        }
        return found;
    }

    /** What the trusted snapshot named must still be there, and no older. */
    void checkFollows(Snapshot trusted) {
        trusted.files.forEach((name, old) -> {
            var now = files.get(name);
            if (now == null || now.version() < old.version()) {
                throw new Untrusted(
                        Untrusted.Reason.ROLLED_BACK, name + " was " + old.version() + " and is gone or older now");
            }
        });
    }
}
