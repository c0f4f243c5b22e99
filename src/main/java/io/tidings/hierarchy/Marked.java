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

    /**
     * The mark to keep for whoever kept that one, looked on from another, and has dealt with what was found after that. A look
     * that has passed anything unsettled keeps what it kept: something may have come before it meanwhile.
     */
    public static Mark settled(Mark kept, Mark after, List<? extends Marked<?>> found) {
        if (!kept.equals(after)) {
            return kept;
        }
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
