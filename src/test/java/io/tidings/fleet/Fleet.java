package io.tidings.fleet;

import io.tidings.protocol.HierarchyIds;
import io.tidings.protocol.UsageReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Hierarchies by number. What hierarchy {@code n} reports in week {@code w} depends on the seed and these two numbers only, so
 * that any part of a fleet can be made anew anywhere, in any order, and compared with what is stored.
 */
public final class Fleet {
    private static final Instant FIRST_WEEK = Instant.parse("2026-01-05T00:00:00Z");
    private static final int WEEK_SECONDS = (int) Duration.ofDays(7).toSeconds();
    private static final int PERCENT = 100;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final List<String> TIME_ZONES = List.of("UTC-8", "UTC-5", "UTC", "UTC+1", "UTC+9");

    private final long seed;

    public Fleet(long seed) {
        this.seed = seed;
    }

    /** The number of the week in which an instant lies. */
    public static int weekOf(Instant instant) {
        return (int) (Duration.between(FIRST_WEEK, instant).toSeconds() / WEEK_SECONDS);
    }

    /** The reports of that many hierarchies in one week, in the order of their numbers. */
    public Stream<UsageReport> week(int hierarchies, int week) {
        return IntStream.range(0, hierarchies).mapToObj(hierarchy -> report(hierarchy, week));
    }

    public String hierarchyId(int hierarchy) {
        return HierarchyIds.ofOwnId(new UUID(mixed(hierarchy, -1), mixed(hierarchy, -2)).toString());
    }

    public UsageReport report(int hierarchy, int week) {
        SplittableRandom shape = new SplittableRandom(mixed(hierarchy, -3));
        SplittableRandom now = new SplittableRandom(mixed(hierarchy, week));
        int level = level(shape.nextInt(PERCENT));
        Release release = Release.at(shape.nextInt(PERCENT), week, shape.nextInt(26));
        boolean attached = shape.nextInt(3) > 0;
        List<UsageReport.Site> sites = sites(shape, release, now);
        Instant at = FIRST_WEEK.plusSeconds((long) week * WEEK_SECONDS + shape.nextInt(WEEK_SECONDS));
        return new UsageReport(
                new UUID(now.nextLong(), now.nextLong()),
                hierarchyId(hierarchy),
                at,
                level,
                shape.nextInt(PERCENT) < 90 ? UsageReport.Mode.ONLINE : UsageReport.Mode.OFFLINE,
                "current",
                release.basePackage(shape.nextInt(PERCENT)),
                shape.nextInt(PERCENT) < 5 ? List.of("2603") : List.of(),
                new UsageReport.Conditions(attached, attached && shape.nextBoolean(), false, false),
                sites,
                release.servicing(now, at),
                level == 1 ? null : release.installed(shape.nextInt(PERCENT), at),
                items(level, now),
                0);
    }

    private static int level(int percent) {
        if (percent < 10) {
            return 1;
        }
        return percent < 85 ? 2 : 3;
    }

    private static List<UsageReport.Site> sites(SplittableRandom shape, Release release, SplittableRandom now) {
        List<UsageReport.Site> sites = new ArrayList<>();
        boolean expanded = shape.nextInt(PERCENT) < 15;
        if (expanded) {
            sites.add(site(
                    new Place("CAS", "cas", null), release, null, "service-connection-point", "software-update-point"));
            int primaries = 1 + shape.nextInt(3);
            for (int i = 1; i <= primaries; i++) {
                sites.add(site(
                        new Place("P0" + i, "primary", "CAS"),
                        release,
                        clients(now),
                        "management-point",
                        "distribution-point"));
            }
        } else {
            sites.add(site(
                    new Place("PS1", "primary", null),
                    release,
                    clients(now),
                    "service-connection-point",
                    "management-point",
                    "distribution-point",
                    "software-update-point"));
        }
        if (shape.nextInt(PERCENT) < 20) {
            String parent = expanded ? "P01" : "PS1";
            sites.add(site(
                    new Place("S01", "secondary", parent), release, 300, "management-point", "distribution-point"));
        }
        return sites;
    }

    private static int clients(SplittableRandom now) {
        return 100 + now.nextInt(3_900);
    }

    private static UsageReport.Site site(Place place, Release release, @Nullable Integer clients, String... roles) {
        List<UsageReport.Role> held = new ArrayList<>(roles.length);
        for (int i = 0; i < roles.length; i++) {
            held.add(new UsageReport.Role(roles[i], place.code() + "-" + (i % 2)));
        }
        String zone = TIME_ZONES.get(Math.floorMod(place.code().hashCode(), TIME_ZONES.size()));
        return new UsageReport.Site(place.code(), place.type(), place.parent(), release.version(), clients, zone, held);
    }

    /** Where a site stands. */
    private record Place(String code, String type, @Nullable String parent) {}

    private static Map<String, String> items(int level, SplittableRandom now) {
        Map<String, String> items = new TreeMap<>();
        items.put("T002", Integer.toString(now.nextInt(5_000)));
        items.put(
                "T006",
                "[{\"branch\":\"ga\",\"build\":\"26100\",\"forest\":\"h1\",\"count\":%d}]"
                        .formatted(now.nextInt(5_000)));
        if (level >= 2) {
            items.put("T090", "{\"enabled\":true,\"count\":%d}".formatted(now.nextInt(900)));
        }
        if (level == 3) {
            items.put("T310", "{\"compliant\":%d}".formatted(now.nextInt(PERCENT)));
        }
        return items;
    }

    private long mixed(int hierarchy, int what) {
        long z = seed + GOLDEN * (((long) hierarchy << 32) ^ (what & 0xFFFFFFFFL) ^ 0x5DEECE66DL);
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
