package io.tidings.hierarchy;

import java.util.List;

/**
 * A thing that happened, and the mark after which the next is found. It is settled when nothing can come before it any more:
 * until then it may be dealt with, and its mark may not be kept.
 */
public record Marked<T>(Mark mark, T value, boolean settled) {

    public Marked(Mark mark, T value) {
        this(mark, value, true);
    }

    /** The mark to keep for whoever kept that one and has dealt with what was found after it. */
    public static Mark settled(Mark kept, List<? extends Marked<?>> found) {
        Mark last = kept;
        for (Marked<?> each : found) {
            if (!each.settled()) {
                return last;
            }
            last = each.mark();
        }
        return last;
    }
}
