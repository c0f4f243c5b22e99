package io.tidings.protocol;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that an object has had so far. Most have a few, among which looking is faster than hashing. */
final class FieldNames {
    private static final int FEW = 16;
    private static final String[] NONE = {};

    private String[] few = NONE;
    private int count;
    private @Nullable Set<String> many;

    /** Says whether it is the first of that name. */
    boolean add(String name) {
        if (many != null) {
            return many.add(name);
        }
        for (int i = 0; i < count; i++) {
            if (few[i].equals(name)) {
                return false;
            }
        }
        if (count == FEW) {
            many = new HashSet<>(Arrays.asList(few));
            return many.add(name);
        }
        if (count == few.length) {
            few = Arrays.copyOf(few, Math.max(4, 2 * count));
        }
        few[count++] = name;
        return true;
    }
}
