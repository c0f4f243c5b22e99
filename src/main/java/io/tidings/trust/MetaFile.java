package io.tidings.trust;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an index says of a metadata file: its version and, where replicas write it alike, its length and hash. */
public record MetaFile(int version, @Nullable TargetFile content) {

    static MetaFile from(Fields fields) {
        return new MetaFile(
                fields.version(), fields.has("hashes") && fields.has("length") ? TargetFile.from(fields) : null);
    }

    Map<String, Object> toTree() {
        var tree = new LinkedHashMap<String, Object>();
        if (content != null) {
            tree.putAll(content.toTree());
        }
        tree.put("version", version);
        return tree;
    }

    /** The bytes if they are what the index names, no longer than it says, or than is sensible where it does not. */
    byte[] check(String name, byte[] file, int longest) {
        if (content == null) {
            return Signed.checked(file, longest);
        }
        content.check(name, file);
        return file;
    }
}
