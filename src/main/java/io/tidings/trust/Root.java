package io.tidings.trust;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The root of a repository: which keys speak for which role. A new one takes the place of an old one, never edits it. */
public record Root(int version, Instant expires, Map<String, VerificationKey> keys, Map<TopRole, RoleKeys> roles)
        implements Metadata {

    public Root {
        keys = Map.copyOf(keys);
        roles = Map.copyOf(roles);
        for (var role : TopRole.values()) {
            if (!roles.containsKey(role)) {
                throw new IllegalArgumentException("a root without the role " + role);
            }
        }
    }

    /** The draft of a repository's first root, with one online key for timestamp and snapshot. */
    public static Root first(
            List<VerificationKey> root,
            int threshold,
            VerificationKey online,
            List<VerificationKey> targets,
            Instant until) {
        var keys = new LinkedHashMap<String, VerificationKey>();
        Stream.of(root, List.of(online), targets).flatMap(List::stream).forEach(key -> keys.put(key.keyId(), key));
        var roles = Map.of(
                TopRole.ROOT, RoleKeys.of(threshold, root),
                TopRole.TIMESTAMP, RoleKeys.of(1, List.of(online)),
                TopRole.SNAPSHOT, RoleKeys.of(1, List.of(online)),
                TopRole.TARGETS, RoleKeys.of(1, targets));
        return new Root(1, until, keys, roles);
    }

    static Root from(Fields fields) {
        Metadata.checkHead(fields, TopRole.ROOT);
        if (!fields.truth("consistent_snapshot")) {
            throw new Untrusted(Untrusted.Reason.MALFORMED, "a repository without consistent snapshots");
        }
        var roles = new LinkedHashMap<TopRole, RoleKeys>();
        for (var role : TopRole.values()) {
            roles.put(role, RoleKeys.from(fields.object("roles").object(role.toString())));
        }
        return new Root(fields.version(), fields.instant("expires"), Delegations.keysFrom(fields), roles);
    }

    @Override
    public TopRole role() {
        return TopRole.ROOT;
    }

    @Override
    public Map<String, Object> details() {
        var named = new TreeMap<String, Object>();
        roles.forEach((role, who) -> named.put(role.toString(), who.toTree()));
        return Map.of("consistent_snapshot", true, "keys", Delegations.keysTree(keys), "roles", named);
    }

    public RoleKeys of(TopRole role) {
        var who = roles.get(role);
        if (who == null) {
            throw new IllegalStateException("checked in the constructor");
        }
        return who;
    }

    /** The draft of the version after this one. */
    public Root next(Instant until) {
        return new Root(version + 1, until, keys, roles);
    }

    public Root with(TopRole role, VerificationKey key) {
        var ids = new TreeSet<>(of(role).keyIds());
        ids.add(key.keyId());
        var more = new LinkedHashMap<>(keys);
        more.put(key.keyId(), key);
        return new Root(version, expires, more, changed(role, new RoleKeys(ids, of(role).threshold())));
    }

    public Root withThreshold(TopRole role, int threshold) {
        return new Root(version, expires, keys, changed(role, new RoleKeys(of(role).keyIds(), threshold)));
    }

    /** Without this key in this role; a key that no role needs any more leaves the root. */
    public Root without(TopRole role, String keyId) {
        var ids = new TreeSet<>(of(role).keyIds());
        ids.remove(keyId);
        var rest = changed(role, new RoleKeys(ids, of(role).threshold()));
        var needed = new LinkedHashMap<>(keys);
        if (rest.values().stream().noneMatch(each -> each.keyIds().contains(keyId))) {
            needed.remove(keyId);
        }
        return new Root(version, expires, needed, rest);
    }

    /** Whether some role asks for more signatures than it has keys: nobody could ever sign for it. */
    public boolean isUnsignable() {
        return roles.values().stream().anyMatch(each -> each.keyIds().size() < each.threshold());
    }

    private Map<TopRole, RoleKeys> changed(TopRole role, RoleKeys who) {
        var all = new LinkedHashMap<>(roles);
        all.put(role, who);
        return all;
    }
}
