package io.tidings;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Runs the service until it is told to stop. */
@Command(
        name = "serve",
        description = "Runs the service against your PostgreSQL and Kafka. This is what happens without a command.",
        mixinStandardHelpOptions = true)
class ServeCommand implements Callable<Integer> {

    /** The service ran and has been stopped; no exit code of the program. */
    static final int SERVED = -1;

    /** Hibernate talks while classes are initialised, before the log is set up; a start that fails would print it. */
    private static final List<Logger> EARLY = List.of(Logger.getLogger("org.hibernate"));

    @Override
    public Integer call() {
        EARLY.forEach(logger -> logger.setLevel(Level.WARNING));
        Quarkus.run(null, ServeCommand::leave);
        return SERVED;
    }

    private static void leave(Integer code, @Nullable Throwable failure) {
        if (failure != null) {
            StartTrouble.describe(failure).forEach(System.err::println);
        }
        ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(code, failure);
    }
}
