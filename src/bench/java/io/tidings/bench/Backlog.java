package io.tidings.bench;

import io.tidings.fleet.Untaken;
import java.time.Duration;
import java.time.Instant;

/** How much is left for a service under measurement to take. */
final class Backlog implements AutoCloseable {

    /** Each look is work for the broker and for us, on the cores that the service has. */
    private static final Duration GLANCE = Duration.ofMillis(100);

    /** While more than so many are left over it will not be the case soon. */
    private static final long MANY = 20_000;

    private static final Duration AT_FIRST = Duration.ofMillis(500);

    private final Untaken untaken;

    Backlog(String bootstrapServers) {
        untaken = new Untaken(bootstrapServers);
    }

    long records() throws Exception {
        return untaken.records();
    }

    /** Waits until no more than that many are left; the service must not end meanwhile. */
    void awaitAtMost(long records, Running service, Duration patience) throws Exception {
        var end = Instant.now().plus(patience);
        for (long left = records(); left > records; left = records()) {
            service.rest(left - records > MANY ? AT_FIRST : GLANCE);
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException(left + " reports are left after " + patience);
            }
        }
    }

    @Override
    public void close() {
        untaken.close();
    }
}
