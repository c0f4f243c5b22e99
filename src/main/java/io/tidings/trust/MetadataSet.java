package io.tidings.trust;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One consistent set of signed metadata, by file name, and the time from which another is due. */
public final class MetadataSet {

    static final String TIMESTAMP_FILE = "timestamp.json";

    private final Map<String, byte[]> files;
    private final Instant renewAt;

    MetadataSet(Map<String, byte[]> files, Instant renewAt) {
        this.files = Map.copyOf(files);
        this.renewAt = renewAt;
    }

    /** {@code timestamp.json}, {@code N.snapshot.json} or {@code N.targets.json}; null where it has no such file. */
    public byte @Nullable [] file(String name) {
        return files.get(name);
    }

    public Map<String, byte[]> files() {
        return files;
    }

    /** The first moment at which some role must be signed anew; it is long before anything expires. */
    public Instant renewAt() {
        return renewAt;
    }

    long size() {
        return files.values().stream().mapToLong(file -> file.length).sum();
    }
}
