package io.tidings.delivery;

import io.tidings.relevance.Offers.Offering;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What lies on one shelf in one epoch: one edition where all are offered the same, and otherwise one for each list that the
 * gates make of the offering, found for a hierarchy by the gates it is inside of.
 */
final class Stock {

    /** So many are printed before anybody asks; those beyond, where many gates are open at once, when somebody does. */
    private static final int AHEAD = 16;

    private static final int REMEMBERED_WAYS = 1024;

    private final Offering offering;
    private final @Nullable Edition forAll;
    private final Map<List<String>, Edition> editions = new ConcurrentHashMap<>();
    // which edition a set of gates leads to: there are at most as many as there are hierarchies that asked
    private final Map<BitSet, Edition> ways = new ConcurrentHashMap<>();

    Stock(Offering offering, Map<List<String>, Edition> printed) {
        this.offering = offering;
        this.editions.putAll(printed);
        this.forAll = offering.isSameForAll() ? printed.get(offering.updates()) : null;
    }

    /** The lists to be printed at once, beginning with what is offered inside all gates. */
    static Set<List<String>> ahead(Offering offering) {
        Set<List<String>> lists = new LinkedHashSet<>();
        Set<BitSet> seen = new LinkedHashSet<>();
        var open = new ArrayDeque<BitSet>();
        var all = new BitSet();
        all.set(0, offering.gates().size());
        open.add(all);
        while (!open.isEmpty() && lists.size() < AHEAD) {
            var inside = open.remove();
            var offered = offering.to(inside);
            lists.add(offered);
            // only a gate before what is offered leads on: shutting another one changes nothing
            inside.stream()
                    .filter(gate -> offered.contains(offering.gates().get(gate).update()))
                    .mapToObj(gate -> without(inside, gate))
                    .filter(seen::add)
                    .forEach(open::add);
        }
        return Collections.unmodifiableSet(lists);
    }

    private static BitSet without(BitSet inside, int gate) {
        var fewer = (BitSet) inside.clone();
        fewer.clear(gate);
        return fewer;
    }

    Offering offering() {
        return offering;
    }

    /** The edition of that hierarchy, without a look at its gates where there are none; null when it is not printed yet. */
    @Nullable
    Edition edition(String hierarchyId) {
        if (forAll != null) {
            return forAll;
        }
        var inside = offering.insideOf(hierarchyId);
        var known = ways.get(inside);
        if (known != null) {
            return known;
        }
        var edition = editions.get(offering.to(inside));
        if (edition != null && ways.size() < REMEMBERED_WAYS) {
            ways.put(inside, edition);
        }
        return edition;
    }

    void add(List<String> updates, Edition edition) {
        editions.put(updates, edition);
    }

    /** Whether nobody can tell the two apart. */
    boolean isLike(Stock other) {
        return offering.gates().equals(other.offering.gates())
                && offering.possible().equals(other.offering.possible())
                && offering.fallbacks().equals(other.offering.fallbacks())
                && editions.entrySet().stream()
                        .allMatch(entry -> isThere(entry.getValue(), other.editions.get(entry.getKey())));
    }

    private static boolean isThere(Edition edition, @Nullable Edition other) {
        return other == null || other.number() == edition.number();
    }

    /** Whether that hierarchy has another edition here than there. */
    boolean differs(Stock other, String hierarchyId) {
        var here = edition(hierarchyId);
        var there = other.edition(hierarchyId);
        return here != null && there != null && here.number() != there.number();
    }
}
