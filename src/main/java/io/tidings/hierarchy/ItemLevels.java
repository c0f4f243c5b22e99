package io.tidings.hierarchy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

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

    /** The items that a level allows, and how many it does not, by the level that they would have needed. */
    record Allowed(Map<String, String> items, Map<String, Integer> dropped) {}

    private ItemLevels() {}

    /** The items that a report of this level must not carry. */
    public static String[] above(int level) {
        return LEVELS.entrySet().stream()
                .filter(item -> item.getValue() > level)
                .map(Map.Entry::getKey)
                .sorted()
                .toArray(String[]::new);
    }

    static Allowed allow(int level, Map<String, String> items) {
        Map<String, String> allowed = new HashMap<>();
        Map<String, Integer> dropped = new HashMap<>();
        items.forEach((item, value) -> {
            Integer needed = LEVELS.get(item);
            if (needed != null && needed <= level) {
                allowed.put(item, value);
            } else {
                dropped.merge(needed == null ? UNKNOWN : needed.toString(), 1, Integer::sum);
            }
        });
        return new Allowed(allowed, dropped);
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
