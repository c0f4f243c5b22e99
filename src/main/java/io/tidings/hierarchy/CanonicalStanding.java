package io.tidings.hierarchy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidings.tenant.Tenant;
import io.tidings.version.Version;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one form in which a standing is hashed and stored. Not JSON: there is nothing here to escape but the line end, and
 * no library whose next release could write the same facts differently and so give every hierarchy a new standing.
 */
final class CanonicalStanding {
    private static final String FORM = "standing/1";
    private static final String ABSENT = "-";

    private CanonicalStanding() {}

    static byte[] write(Standing standing) {
        StringBuilder out = new StringBuilder(256).append(FORM).append('\n');
        if (!standing.tenant().equals(Tenant.DEFAULT)) {
            line(out, "tenant", standing.tenant());
        }
        line(out, "branch", standing.branch().wireName());
        line(out, "version", standing.version().toString());
        base(out, standing.basePackage());
        standing.earlyRingOptIn().forEach(release -> line(out, "opt-in", release));
        conditions(out, standing.conditions());
        switch (standing.installed()) {
            case Installed.Unknown() -> line(out, "installed", "unknown");
            case Installed.Known(var updates, var firstReleases) -> {
                line(out, "installed", "known");
                updates.forEach(
                        update -> line(out, firstReleases.contains(update) ? "first-release" : "update", update));
            }
        }
        return out.toString().getBytes(UTF_8);
    }

    private static void base(StringBuilder out, @Nullable BasePackage base) {
        if (base != null) {
            line(out, "base-ring", base.ring().wireName());
            line(out, "base-guid", base.guid() == null ? ABSENT : base.guid().toString());
            line(
                    out,
                    "base-downloaded-on",
                    base.downloadedOn() == null ? ABSENT : base.downloadedOn().toString());
        }
    }

    private static void conditions(StringBuilder out, Conditions conditions) {
        condition(out, "tenant-attached", conditions.tenantAttached());
        condition(out, "cmg-on-scale-set", conditions.cmgOnScaleSet());
        condition(out, "tap", conditions.tap());
        condition(out, "tap-rollup", conditions.tapRollup());
    }

    private static void condition(StringBuilder out, String name, boolean holds) {
        if (holds) {
            line(out, "condition", name);
        }
    }

    private static void line(StringBuilder out, String word, String value) {
        out.append(word).append(' ');
        out.append(value.indexOf('\\') < 0 && value.indexOf('\n') < 0 ? value : escape(value));
        out.append('\n');
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n");
    }

    static Standing read(byte[] canonical) {
        Deque<String> lines = new ArrayDeque<>(List.of(new String(canonical, UTF_8).split("\n")));
        if (!FORM.equals(lines.poll())) {
            throw new IllegalArgumentException("not a canonical standing: it does not begin with " + FORM);
        }
        return new Standing(
                all(lines, "tenant").stream().findFirst().orElse(Tenant.DEFAULT),
                Branch.of(one(lines, "branch")),
                Version.parse(one(lines, "version")),
                base(lines),
                all(lines, "opt-in"),
                conditions(all(lines, "condition")),
                installed(lines));
    }

    private static @Nullable BasePackage base(Deque<String> lines) {
        SortedSet<String> ring = all(lines, "base-ring");
        if (ring.isEmpty()) {
            return null;
        }
        String guid = one(lines, "base-guid");
        String day = one(lines, "base-downloaded-on");
        return new BasePackage(
                guid.equals(ABSENT) ? null : UUID.fromString(guid),
                BaseRing.of(ring.getFirst()),
                day.equals(ABSENT) ? null : LocalDate.parse(day));
    }

    private static Conditions conditions(SortedSet<String> names) {
        return new Conditions(
                names.contains("tenant-attached"),
                names.contains("cmg-on-scale-set"),
                names.contains("tap"),
                names.contains("tap-rollup"));
    }

    private static Installed installed(Deque<String> lines) {
        if (one(lines, "installed").equals("unknown")) {
            return new Installed.Unknown();
        }
        SortedSet<String> updates = new TreeSet<>();
        SortedSet<String> firstReleases = new TreeSet<>();
        for (String line = lines.peek(); line != null; line = lines.peek()) {
            boolean first = line.startsWith("first-release ");
            String update = one(lines, first ? "first-release" : "update");
            updates.add(update);
            if (first) {
                firstReleases.add(update);
            }
        }
        return new Installed.Known(updates, firstReleases);
    }

    private static SortedSet<String> all(Deque<String> lines, String word) {
        SortedSet<String> values = new TreeSet<>();
        for (String line = lines.peek(); line != null && line.startsWith(word + " "); line = lines.peek()) {
            values.add(one(lines, word));
        }
        return values;
    }

    private static String one(Deque<String> lines, String word) {
        String line = lines.poll();
        if (line == null || !line.startsWith(word + " ")) {
            throw new IllegalArgumentException("not a canonical standing: '" + word + "' expected, found " + line);
        }
        String value = line.substring(word.length() + 1);
        return value.indexOf('\\') < 0 ? value : unescape(value);
    }

    private static String unescape(String value) {
        StringBuilder out = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && ++i < value.length()) {
                out.append(value.charAt(i) == 'n' ? '\n' : value.charAt(i));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
