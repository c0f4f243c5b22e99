package io.tidings;

import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.word.PointerBase;
import org.graalvm.word.UnsignedWord;
import org.graalvm.word.WordFactory;
import org.jboss.logging.Logger;

/**
 * Gives back, soon after the start of the native executable, the pages of its own file that the start has touched. Most of them
 * are never needed again; those that are come back from the system's cache, without a read.
 */
@Singleton
class StartPages {

    private static final Logger LOG = Logger.getLogger(StartPages.class);
    private static final Duration AFTER_START = Duration.ofSeconds(2);
    private static final Path PROCESS = Path.of("/proc/self");

    private final Vertx vertx;

    StartPages(Vertx vertx) {
        this.vertx = vertx;
    }

    void plan(@Observes StartupEvent event) {
        if (ImageMode.current() == ImageMode.NATIVE_RUN) {
            Callable<Void> giveBack = StartPages::giveBack;
            vertx.setTimer(AFTER_START.toMillis(), timer -> vertx.executeBlocking(giveBack));
        }
    }

    private static Void giveBack() {
        try {
            var executable = Files.readSymbolicLink(PROCESS.resolve("exe")).toString();
            for (var mapping : Mapping.of(Files.readAllLines(PROCESS.resolve("smaps")))) {
                if (mapping.isUntouchedCopyOf(executable)) {
                    Kernel.madvise(
                            WordFactory.pointer(mapping.start()),
                            WordFactory.unsigned(mapping.length()),
                            Kernel.DONT_NEED);
                }
            }
        } catch (IOException notThisSystem) {
            LOG.debug("The pages of the start are kept", notThisSystem);
        }
        return null;
    }

    /** Known to the native executable alone: on a JVM nobody loads it. */
    private static final class Kernel {

        private static final int DONT_NEED = 4;

        @CFunction(transition = CFunction.Transition.NO_TRANSITION)
        static native int madvise(PointerBase start, UnsignedWord length, int advice);
    }
}
