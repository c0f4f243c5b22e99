package io.tidings.trust;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A role under a targets role: its name, its keys, the names it may speak of, and whether nobody is asked after it. */
public record DelegatedRole(String name, RoleKeys who, List<String> paths, boolean terminating) {

    /** The name becomes a file name, so it must not be able to leave its folder. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    public DelegatedRole {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a role");
        }
        paths = List.copyOf(paths);
    }

    static DelegatedRole from(Fields fields) {
        return new DelegatedRole(
                fields.text("name"), RoleKeys.from(fields), fields.texts("paths"), fields.truth("terminating"));
    }

    /** In a pattern {@code *} and {@code ?} stand for what lies between two slashes, never for a slash. */
    boolean speaksOf(String target) {
        return paths.stream().anyMatch(pattern -> matches(pattern, target));
    }

    Map<String, Object> toTree() {
        return Map.of(
                "name", name,
                "keyids", List.copyOf(who.keyIds()),
                "threshold", who.threshold(),
                "paths", paths,
                "terminating", terminating);
    }

    private static boolean matches(String pattern, String target) {
        var regex = new StringBuilder();
        for (var i = 0; i < pattern.length(); i++) {
            var c = pattern.charAt(i);
            switch (c) {
                case '*' -> regex.append("[^/]*");
                case '?' -> regex.append("[^/]");
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.matches(regex.toString(), target);
    }
}
