package io.tidings.trust;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** To whom a targets role hands part of its names, in the order in which they are asked. */
public record Delegations(Map<String, VerificationKey> keys, List<DelegatedRole> roles) {

    public Delegations {
        keys = Map.copyOf(keys);
        roles = List.copyOf(roles);
    }

    static Delegations from(Fields fields) {
        var roles = fields.list("roles").stream()
                .map(item -> DelegatedRole.from(Fields.of("delegated role", item)))
                .toList();
        return new Delegations(keysFrom(fields), roles);
    }

    Optional<DelegatedRole> of(String role) {
        return roles.stream().filter(each -> each.name().equals(role)).findFirst();
    }

    Map<String, Object> toTree() {
        return Map.of(
                "keys",
                keysTree(keys),
                "roles",
                roles.stream().map(DelegatedRole::toTree).toList());
    }

    static Map<String, VerificationKey> keysFrom(Fields fields) {
        var keys = new LinkedHashMap<String, VerificationKey>();
        fields.each("keys", each -> each).forEach((id, key) -> {
            if (!id.equals(VerificationKey.idOf(key.members()))) {
                throw new Untrusted(Untrusted.Reason.MALFORMED, "a key under an id that is not its own");
            }
            VerificationKey.from(key).ifPresent(known -> keys.put(id, known));
        });
        return keys;
    }

    static Map<String, Object> keysTree(Map<String, VerificationKey> keys) {
        var tree = new TreeMap<String, Object>();
        keys.forEach((id, key) -> tree.put(id, key.toTree()));
        return tree;
    }
}
