package io.tidings;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * Collects the whole heap when there is little else to do. Under load what has died old lies until its room is needed; a service
 * that has become quiet would lie on it all night.
 */
@Singleton
class QuietHeap {

    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final HeapWatch watch = new HeapWatch();
    private long timer;

    QuietHeap(Vertx vertx) {
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        Callable<Void> look = this::look;
        timer = vertx.setPeriodic(LOOK.toMillis(), id -> vertx.executeBlocking(look));
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    private synchronized Void look() {
        if (watch.isToBeCollected(collections(), used())) {
            System.gc();
            watch.collected(collections(), used());
        }
        return null;
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
