package io.tidings.catalog;

import io.tidings.version.Version;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A release of the product. Available from its first day in the early ring, from {@code generalFrom} for all (null: not
 * stated, then for all at once), supported until the day before {@code supportEnds}. A floor may not be skipped.
 */
public record Release(
        String label,
        Version version,
        LocalDate availableFrom,
        @Nullable LocalDate generalFrom,
        LocalDate supportEnds,
        boolean baseline,
        boolean floor,
        SortedSet<String> includes,
        List<String> sources) {

    public Release {
        includes = Values.sorted(includes);
        sources = List.copyOf(sources);
    }

    public boolean isSupportedOn(LocalDate day) {
        return day.isBefore(supportEnds);
    }
}
