package io.tidings.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rounds of one figure: the median speaks, the range says how far to trust it. */
final class Samples {

    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    int size() {
        return values.size();
    }

    double median() {
        var sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The value that all but that many in a hundred stay below. */
    String percentile(int percent) {
        var sorted = values.stream().sorted().toList();
        return text(sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100)));
    }

    String medianAsText() {
        return text(median());
    }

    String range() {
        return text(values.stream().mapToDouble(Double::doubleValue).min().orElseThrow()) + "–"
                + text(values.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
    }

    String ratioTo(Samples limit) {
        return String.format(Locale.ROOT, "%.2f", median() / limit.median());
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
    }
}
