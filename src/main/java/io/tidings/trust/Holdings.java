package io.tidings.trust;

import java.util.SortedMap;
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

    /**
     * The name that a connection point asks for first: its own, so that no other hierarchy's edition, however genuine, can
     * take its place.
     */
    public static String editionName(String hierarchyId) {
        return hierarchyId + "/edition.json";
    }
}
