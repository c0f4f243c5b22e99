package io.tidings.hierarchy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some hierarchies in the order of their ids, and after which id the rest begins; null when there is none. */
public record Listing(List<Hierarchy> hierarchies, @Nullable String next) {
    public Listing {
        hierarchies = List.copyOf(hierarchies);
    }
}
