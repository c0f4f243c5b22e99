package io.tidings.trust;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The files that a role vouches for, by name, and the roles to which it hands some of the names. */
public record Targets(
        int version, Instant expires, SortedMap<String, TargetFile> files, @Nullable Delegations delegations)
        implements Metadata {

    public Targets {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        files.keySet().forEach(TargetName::check);
    }

    static Targets from(Fields fields) {
        Metadata.checkHead(fields, TopRole.TARGETS);
        var files = new TreeMap<>(fields.each("targets", TargetFile::from));
        var delegations = fields.optional("delegations", Delegations::from).orElse(null);
        return new Targets(fields.version(), fields.instant("expires"), files, delegations);
    }

    @Override
    public TopRole role() {
        return TopRole.TARGETS;
    }

    @Override
    public Map<String, Object> details() {
        var tree = new LinkedHashMap<String, Object>();
        files.forEach((name, file) -> tree.put(name, file.toTree()));
        var details = new LinkedHashMap<String, Object>();
        details.put("targets", tree);
        if (delegations != null) {
            details.put("delegations", delegations.toTree());
        }
        return details;
    }
}
