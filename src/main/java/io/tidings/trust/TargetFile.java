package io.tidings.trust;

import java.util.Map;

/** What signed metadata says of a file: how long it is, and its hash. */
public record TargetFile(long length, Digest sha256) {

    public TargetFile {
        if (length < 0) {
            throw new IllegalArgumentException("a length is not negative");
        }
    }

    public static TargetFile of(byte[] content) {
        return new TargetFile(content.length, Digest.of(content));
    }

    static TargetFile from(Fields fields) {
        return new TargetFile(
                fields.within("length", 0, Long.MAX_VALUE),
                new Digest(fields.object("hashes").text("sha256")));
    }

    /** A check for content that comes in pieces: it stops a stream without end at the first byte too many. */
    public TargetCheck check(String name) {
        return new TargetCheck(name, this);
    }

    public void check(String name, byte[] content) {
        check(name).take(content, 0, content.length).finish();
    }

    Map<String, Object> toTree() {
        return Map.of("length", length, "hashes", Map.of("sha256", sha256.hex()));
    }
}
