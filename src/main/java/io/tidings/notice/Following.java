package io.tidings.notice;

import io.smallrye.mutiny.Uni;
import io.tidings.hierarchy.Mark;
import io.tidings.hierarchy.Marked;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Makes notices of what another room announces; after a start of all of it again, for nobody is told twice. */
final class Following<T> {

    private static final int BATCH = 500;

    private final BiFunction<Mark, Integer, Uni<List<Marked<T>>>> feed;
    private final Function<T, Notice> toNotice;
    private final Notices notices;
    private volatile Mark seen = Mark.START;

    /** The feed answers, for a mark and a limit, what comes after. */
    Following(BiFunction<Mark, Integer, Uni<List<Marked<T>>>> feed, Function<T, Notice> toNotice, Notices notices) {
        this.feed = feed;
        this.toNotice = toNotice;
        this.notices = notices;
    }

    Uni<Void> follow() {
        return feed.apply(seen, BATCH).chain(this::tell);
    }

    private Uni<Void> tell(List<Marked<T>> found) {
        if (found.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return notices.post(found.stream().map(Marked::value).map(toNotice).toList())
                .invoke(() -> seen = found.getLast().mark())
                .chain(() -> found.size() < BATCH ? Uni.createFrom().voidItem() : follow());
    }
}
