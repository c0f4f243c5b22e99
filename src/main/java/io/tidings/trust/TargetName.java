package io.tidings.trust;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names of targets: relative paths of plain characters, since clients write files under them. */
public final class TargetName {

    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,200}");
    private static final int LONGEST = 512;

    private TargetName() {}

    /** The name under which a repository with consistent snapshots keeps the file: its hash before the last part. */
    public static String inRepository(String name, TargetFile file) {
        var last = name.lastIndexOf('/') + 1;
        return name.substring(0, last) + file.sha256().hex() + "." + name.substring(last);
    }

    /** The hash in such a name: all that a server needs to find the content. */
    public static Digest digestIn(String nameInRepository) {
        var last = nameInRepository.substring(nameInRepository.lastIndexOf('/') + 1);
        return new Digest(last.substring(0, Math.max(0, last.indexOf('.'))));
    }

    /** Whether a file may have that name. */
    public static boolean isPossible(String name) {
        return name.length() <= LONGEST
                && Stream.of(name.split("/", -1))
                        .allMatch(part -> PART.matcher(part).matches());
    }

    static void check(String name) {
        if (!isPossible(name)) {
            throw new IllegalArgumentException("not the name of a target, or one of over " + LONGEST + " characters");
        }
    }
}
