package io.tidings.hierarchy;

import io.tidings.protocol.UsageReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which item of usage data needs which level, field by field. A level carries its own items and those below it; what it
 * does not carry is kept out before anything is stored, and counted.
 */
public final class ItemLevels {
    /** The level of {@code installed}: the list of installed updates is an item of its own in the published lists. */
    public static final int INSTALLED = 2;

    /** Under this name the items are counted that no published list names. */
    public static final String UNKNOWN = "unknown";

    private static final Map<String, Integer> LEVELS = load();

    /** What a level does not carry: an item, {@code installed}, or all that no list names; and the level it would have needed. */
    public record Dropped(String item, String level) {}

    /** The items that the level of a report allows, and how often each of the others was in it. */
    record Allowed(Map<String, String> items, Map<Dropped, Integer> dropped) {}

    private ItemLevels() {}

    /** The items that a report of this level must not carry. */
    public static String[] above(int level) {
        return LEVELS.entrySet().stream()
                .filter(item -> item.getValue() > level)
                .map(Map.Entry::getKey)
                .sorted()
                .toArray(String[]::new);
    }

    static Allowed allow(UsageReport report) {
        Map<String, String> allowed = new HashMap<>();
        Map<Dropped, Integer> dropped = new HashMap<>();
        report.items().forEach((item, value) -> {
            Integer needed = LEVELS.get(item);
            if (needed != null && needed <= report.level()) {
                allowed.put(item, value);
            } else {
                dropped.merge(dropped(item, needed), 1, Integer::sum);
            }
        });
        if (report.installed() != null && report.level() < INSTALLED) {
            dropped.put(dropped("installed", INSTALLED), 1);
        }
        return new Allowed(allowed, dropped);
    }

    /** A name that nobody has published is the producer's own, and there may be any number of them. */
    private static Dropped dropped(String item, @Nullable Integer needed) {
        return needed == null ? new Dropped(UNKNOWN, UNKNOWN) : new Dropped(item, needed.toString());
    }

    private static Map<String, Integer> load() {
        Map<String, Integer> levels = new HashMap<>();
        try (InputStream file = Objects.requireNonNull(ItemLevels.class.getResourceAsStream("item-levels"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int space = line.indexOf(' ');
                levels.put(line.substring(0, space), Integer.valueOf(line.substring(space + 1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the list of item levels is part of the program", e);
        }
        return Map.copyOf(levels);
    }
}
