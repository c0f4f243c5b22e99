package io.tidings.bench;

import io.tidings.fleet.Fleet;
import io.tidings.fleet.FleetLine;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A service that stands still for a while under a steady stream: how far it fell behind, and when it had caught up. */
record Stall(long behind, Duration caughtUpAfter) {

    static final int PER_SECOND = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int TICKS = 20;
    private static final int HIERARCHIES = 50_000;

    static Stall of(Running server, Surroundings around, Backlog backlog, Duration stall) throws Exception {
        var stream = new Stream(around.setting("kafka.bootstrap.servers"));
        try {
            server.freeze();
            server.rest(stall);
            long behind = backlog.records();
            long start = System.nanoTime();
            server.goOn();
            backlog.awaitAtMost(PER_SECOND, server, PATIENCE);
            return new Stall(behind, Duration.ofNanos(System.nanoTime() - start));
        } finally {
            stream.end();
        }
    }

    /** Reports at a steady pace, from a thread of its own. */
    private static final class Stream {
        private final Thread thread;
        private volatile boolean ended;

        Stream(String bootstrapServers) {
            thread = Thread.ofPlatform().start(() -> run(bootstrapServers));
        }

        private void run(String bootstrapServers) {
            var fleet = new Fleet(System.nanoTime());
            long begin = System.nanoTime();
            try (var line = new FleetLine(bootstrapServers)) {
                for (int sent = 0; !ended; sent++) {
                    var report = fleet.report(sent % HIERARCHIES, sent / HIERARCHIES);
                    line.send(report.hierarchyId(), report.toJson());
                    if (sent % (PER_SECOND / TICKS) == 0) {
                        LockSupport.parkNanos(begin + sent * (1_000_000_000L / PER_SECOND) - System.nanoTime());
                    }
                }
                line.flush();
            }
        }

        void end() throws InterruptedException {
            ended = true;
            thread.join();
        }
    }
}
