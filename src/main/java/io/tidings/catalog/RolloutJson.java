package io.tidings.catalog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.catalog.Rollout.Hold;
import io.tidings.catalog.Rollout.RolloutStep;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rollout as JSON: {@code {"steps": [{"at": …, "percent": 10}], "bake": "PT24H", "window": {…}, "halt": {…}}}. */
final class RolloutJson {
    private static final int MOST_STEPS = 100;
    private static final int ALL = 100;
    private static final Duration LONGEST_BAKE = Duration.ofDays(365);

    private RolloutJson() {}

    static ObjectNode write(Rollout rollout) {
        var node = JsonNodeFactory.instance.objectNode();
        var steps = node.putArray("steps");
        rollout.steps()
                .forEach(step ->
                        steps.addObject().put("at", step.at().toString()).put("percent", step.percent()));
        node.put("bake", rollout.bake().toString());
        if (rollout.window() != null) {
            node.putObject("window")
                    .put("begins", rollout.window().begins().toString())
                    .put("ends", rollout.window().ends().toString())
                    .put("zone", rollout.window().zone().getId());
        }
        if (rollout.halt() != null) {
            halt(node.putObject("halt"), rollout.halt());
        }
        CatalogJson.texts(node, "floors", rollout.floors());
        if (!rollout.holds().isEmpty()) {
            var holds = node.putArray("holds");
            rollout.holds().forEach(hold -> {
                var one = holds.addObject().put("from", hold.from().toString());
                CatalogJson.text(one, "until", hold.until() == null ? null : String.valueOf(hold.until()));
                one.put("cause", hold.cause());
            });
        }
        return node;
    }

    private static void halt(ObjectNode node, HaltRule rule) {
        if (rule.failures() != null) {
            node.put("failures", rule.failures());
        }
        if (rule.successPercent() != null) {
            node.put("successPercent", rule.successPercent());
        }
        node.put("leastOutcomes", rule.leastOutcomes());
        if (rule.leastFailures() > 0) {
            node.put("leastFailures", rule.leastFailures());
        }
    }

    static Rollout read(Entry row) {
        var bake = row.has("bake") ? row.read("bake", row.text("bake"), RolloutJson::seconds, "not-a-duration") : null;
        if (bake != null && (bake.isNegative() || bake.compareTo(LONGEST_BAKE) > 0)) {
            row.fault("bake", "out-of-bounds", "bake lies between nothing and " + LONGEST_BAKE.toDays() + " days");
        }
        return new Rollout(
                steps(row),
                bake == null ? Duration.ZERO : bake,
                row.has("window") ? window(row.row("window")) : null,
                row.has("halt") ? halt(row.row("halt")) : null,
                row.textSet("floors"),
                holds(row));
    }

    private static List<RolloutStep> steps(Entry row) {
        List<RolloutStep> steps = new ArrayList<>();
        for (var each : row.rows("steps")) {
            var at = instant(each, "at");
            var percent = each.number("percent", 1, ALL);
            if (at == null || percent == null) {
                continue;
            }
            if (!steps.isEmpty()) {
                var before = steps.getLast();
                if (!at.isAfter(before.at())) {
                    each.fault("at", "not-in-order", "each step comes after the one before it");
                }
                if (percent <= before.percent()) {
                    each.fault("percent", "not-in-order", "each step reaches more than the one before it");
                }
            }
            steps.add(new RolloutStep(at, percent));
        }
        if (steps.size() > MOST_STEPS) {
            row.fault("steps", "too-many", "a rollout has at most " + MOST_STEPS + " steps");
        }
        return steps;
    }

    private static @Nullable DailyWindow window(Entry row) {
        var begins = row.read("begins", row.text("begins"), RolloutJson::clock, "not-a-time");
        var ends = row.read("ends", row.text("ends"), RolloutJson::clock, "not-a-time");
        var zone = row.read("zone", row.has("zone") ? row.text("zone") : "UTC", ZoneId::of, "not-a-zone");
        if (begins == null || ends == null || zone == null) {
            return null;
        }
        if (begins.equals(ends)) {
            row.fault("ends", "empty-window", "a window ends at another time than it begins");
        }
        return new DailyWindow(begins, ends, zone);
    }

    private static HaltRule halt(Entry row) {
        if (!row.has("failures") && !row.has("successPercent")) {
            row.fault("", "missing", "a halt rule names failures, successPercent or both");
        }
        var least = row.has("leastOutcomes") ? row.number("leastOutcomes", 1, Integer.MAX_VALUE) : Integer.valueOf(1);
        var failed = row.has("leastFailures") ? row.number("leastFailures", 1, Integer.MAX_VALUE) : Integer.valueOf(0);
        return new HaltRule(
                row.has("failures") ? row.number("failures", 1, Integer.MAX_VALUE) : null,
                row.has("successPercent") ? row.number("successPercent", 1, ALL) : null,
                least == null ? 1 : least,
                failed == null ? 0 : failed);
    }

    private static List<Hold> holds(Entry row) {
        List<Hold> holds = new ArrayList<>();
        for (var each : row.rows("holds")) {
            var from = instant(each, "from");
            var until = each.has("until") ? instant(each, "until") : null;
            if (from != null) {
                holds.add(new Hold(from, until, each.text("cause")));
            }
        }
        return holds;
    }

    private static @Nullable Instant instant(Entry row, String field) {
        var text = row.text(field);
        return text.isEmpty() ? null : row.read(field, text, RolloutJson::second, "not-a-time");
    }

    // the database keeps microseconds: an epoch that began at a step must not lie before it
    private static Instant second(String text) {
        return Instant.parse(text).truncatedTo(ChronoUnit.SECONDS);
    }

    private static LocalTime clock(String text) {
        return LocalTime.parse(text).truncatedTo(ChronoUnit.SECONDS);
    }

    private static Duration seconds(String text) {
        return Duration.parse(text).truncatedTo(ChronoUnit.SECONDS);
    }
}
