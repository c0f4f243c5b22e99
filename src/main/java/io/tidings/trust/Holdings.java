package io.tidings.trust;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What is to be vouched for: by whom it will be asked, the number of its state, and the files, made only when they are
 * signed. The number must grow whenever the files change, or askers keep what they have.
 */
public record Holdings(String subject, int number, Supplier<SortedMap<String, TargetFile>> files) {

    /** The subject of the one repository that is for everybody. */
    public static final String COMMON = "";

    public Holdings {
        if (number < 1) {
            throw new IllegalArgumentException("the number of a state is at least 1");
        }
    }

    /** The whole catalog, for everybody; the number is the epoch. */
    public static Holdings common(int epoch, Supplier<SortedMap<String, TargetFile>> files) {
        return new Holdings(COMMON, epoch, files);
    }

    /**
     * One hierarchy's edition. Its document stands under the hierarchy's own name, so that no other hierarchy's edition,
     * however genuine, can take its place.
     *
     * @param number the epoch plus how often the hierarchy's standing has changed: the sum grows with either
     */
    public static Holdings personal(
            String hierarchyId, int number, TargetFile edition, Supplier<SortedMap<String, TargetFile>> content) {
        return new Holdings(hierarchyId, number, () -> {
            var files = new TreeMap<>(content.get());
            files.put(editionName(hierarchyId), edition);
            return files;
        });
    }

    /** The name that a connection point asks for first. */
    public static String editionName(String hierarchyId) {
        return hierarchyId + "/edition.json";
    }
}
