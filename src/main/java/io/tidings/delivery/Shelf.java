package io.tidings.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where the present edition of one standing lies, for all hierarchies that share it. */
final class Shelf {

    private volatile @Nullable Edition edition;
    private volatile @Nullable Instant changedAt;

    @Nullable
    Edition edition() {
        return edition;
    }

    /** When another edition took the place of one; null while there was none before. */
    @Nullable
    Instant changedAt() {
        return changedAt;
    }

    /** Of two that were read at once, the one of the newer epoch stays. */
    synchronized void put(Edition fresh, Instant now) {
        Edition present = edition;
        if (present != null && present.epoch() > fresh.epoch()) {
            return;
        }
        if (present != null && present.number() != fresh.number()) {
            changedAt = now;
        }
        edition = fresh;
    }
}
