package io.tidings.trust;

import java.util.ArrayList;
import java.util.List;

/**
 * A targets role by the way that leads to it from the top: its file is believed on its parent's word, so the same name
 * under two parents is two roles.
 */
public record DelegationPath(List<String> names) {

    static final DelegationPath TOP = new DelegationPath(List.of(TopRole.TARGETS.toString()));

    public DelegationPath {
        names = List.copyOf(names);
    }

    DelegationPath to(String role) {
        var longer = new ArrayList<>(names);
        longer.add(role);
        return new DelegationPath(longer);
    }

    DelegationPath parent() {
        return new DelegationPath(names.subList(0, names.size() - 1));
    }

    public String role() {
        return names.getLast();
    }

    String file() {
        return role() + ".json";
    }

    @Override
    public String toString() {
        return String.join("/", names);
    }
}
