package io.tidings.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where the present editions of one standing lie, for all hierarchies that share it. */
final class Shelf {

    private volatile @Nullable Stock stock;
    private volatile @Nullable Change change;

    /** What lay here before, until when. */
    private record Change(Stock before, Instant at) {}

    /** What lies here; null while nothing was put. */
    @Nullable
    Stock stock() {
        return stock;
    }

    @Nullable
    Edition edition(String hierarchyId) {
        Stock present = stock;
        return present == null ? null : present.edition(hierarchyId);
    }

    /** The edition of that hierarchy that lay here before; null while none did. */
    @Nullable
    Edition before(String hierarchyId) {
        Change last = change;
        return last == null ? null : last.before().edition(hierarchyId);
    }

    /** When another edition took the place of the one of that hierarchy; null while there was none before. */
    @Nullable
    Instant changedAt(String hierarchyId) {
        Change last = change;
        Stock present = stock;
        return last != null && present != null && present.differs(last.before(), hierarchyId) ? last.at() : null;
    }

    /** Of two that were read at once, the one of the newer epoch stays. */
    synchronized void put(Stock fresh, Instant now) {
        Stock present = stock;
        if (present != null && present.offering().epoch() > fresh.offering().epoch()) {
            return;
        }
        if (present != null && !present.isLike(fresh)) {
            change = new Change(present, now);
        }
        stock = fresh;
    }
}
