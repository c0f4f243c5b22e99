package io.tidings.fleet;

import java.time.Instant;
import java.util.stream.IntStream;

/**
 * Lets a fleet report its last four weeks, week by week, over a line that repeats some reports, spoils a few and keeps no
 * order: so many hierarchies, to the broker that the second argument or else {@code KAFKA_BOOTSTRAP_SERVERS} names.
 */
public final class FleetDemo {
    private static final int WEEKS = 4;
    private static final long SEED = 20261120;
    private static final int USUAL = 1_000;

    private FleetDemo() {}

    public static void main(String... arguments) {
        int hierarchies = arguments.length == 0 ? USUAL : Integer.parseInt(arguments[0]);
        String broker = arguments.length > 1 ? arguments[1] : String.valueOf(System.getenv("KAFKA_BOOTSTRAP_SERVERS"));
        Fleet fleet = new Fleet(SEED);
        int lastWeek = Fleet.weekOf(Instant.now()) - 1;
        try (FleetLine line = new FleetLine(broker)) {
            new Traffic(SEED, 2, 1)
                    .of(IntStream.rangeClosed(lastWeek - WEEKS + 1, lastWeek)
                            .boxed()
                            .flatMap(week -> fleet.week(hierarchies, week)))
                    .forEach(line::send);
            line.flush();
        }
    }
}
