package io.tidings.relevance;

import io.tidings.catalog.Catalog;
import io.tidings.catalog.PackageFact;
import io.tidings.catalog.Release;
import io.tidings.catalog.Update;
import io.tidings.hierarchy.BasePackage;
import io.tidings.hierarchy.BaseRing;
import io.tidings.hierarchy.Branch;
import io.tidings.hierarchy.Conditions;
import io.tidings.hierarchy.Installed;
import io.tidings.hierarchy.Standing;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/** Standings as they may come, the same for the same seed: mostly sound, some contradictory, some with strange ids. */
final class StandingsAtRandom {
    private static final LocalDate FIRST_DAY = LocalDate.of(2016, 1, 1);

    private final Random random;
    private final List<Release> releases;
    private final List<UUID> guids;
    private final List<Update> updates;

    StandingsAtRandom(Catalog catalog, long seed) {
        this.random = new Random(seed);
        this.releases = catalog.releases();
        this.guids = catalog.packages().stream().map(PackageFact::guid).toList();
        this.updates = List.copyOf(catalog.updates());
    }

    Standing next() {
        var branch = one(20) ? pick(List.of(Branch.values())) : Branch.CURRENT;
        var tap = one(30);
        return new Standing(
                branch,
                pick(releases).version(),
                one(10) ? null : new BasePackage(one(3) ? null : pick(guids), pick(List.of(BaseRing.values())), day()),
                optIns(),
                new Conditions(one(2), one(2), tap, tap && one(2)),
                one(10) ? new Installed.Unknown() : installed());
    }

    LocalDate day() {
        return FIRST_DAY.plusDays(random.nextInt(4000));
    }

    private SortedSet<String> optIns() {
        var found = new TreeSet<String>();
        while (one(3)) {
            found.add(pick(releases).label());
        }
        return found;
    }

    private Installed installed() {
        SortedSet<String> ids = new TreeSet<>();
        SortedSet<String> first = new TreeSet<>();
        while (!one(4)) {
            var update = pick(updates);
            var id = one(10) && !update.kbs().isEmpty() ? update.kbs().getFirst() : update.id();
            ids.add(one(30) ? "stranger" : id);
            if (one(5)) {
                first.add(ids.getLast());
            }
        }
        return new Installed.Known(ids, first);
    }

    private boolean one(int in) {
        return random.nextInt(in) == 0;
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
