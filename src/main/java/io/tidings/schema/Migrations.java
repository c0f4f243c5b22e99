package io.tidings.schema;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * Brings the database to the program's schema, in the background: the service starts without a database, keeps trying,
 * and becomes ready when {@link #done()} completes. A database that does not fit this program ends the program.
 */
@Singleton
public class Migrations {

    private static final Logger LOG = Logger.getLogger(Migrations.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration A_WHILE = Duration.ofSeconds(1);

    private final List<Migration> program = Migration.all();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final History history;
    private volatile SchemaState state = new SchemaState.Waiting("the first connection to PostgreSQL");
    private Cancellable running = () -> {};

    Migrations(History history) {
        this.history = history;
    }

    /** Completes when every file has been applied; at once if that is so already. Cancelling it cancels nothing. */
    public Uni<Void> done() {
        return Uni.createFrom().completionStage(done::copy);
    }

    /** Completes a while later: for work that can wait until the service is ready. */
    public Uni<Void> settled() {
        return done().onItem().delayIt().by(A_WHILE);
    }

    SchemaState state() {
        return state;
    }

    /** Before the others, who all wait for it. */
    void start(@Observes @Priority(2) StartupEvent event) {
        running = history.complete(program)
                .onFailure(Migrations::mayPass)
                .invoke(this::waitFor)
                .onFailure(Migrations::mayPass)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .subscribe()
                .with(ignored -> finish(), this::refuse);
    }

    void stop(@Observes ShutdownEvent event) {
        running.cancel();
    }

    private static boolean mayPass(Throwable failure) {
        return !(failure instanceof SchemaRefused);
    }

    private void waitFor(Throwable failure) {
        SchemaState now = new SchemaState.Waiting(DatabaseTrouble.describe(failure));
        if (!now.equals(state)) {
            LOG.warnf("Not ready, trying again: %s", ((SchemaState.Waiting) now).waitsFor());
        }
        state = now;
    }

    private void finish() {
        state = new SchemaState.Current(program.size());
        // before the line in the log: readiness waits for those who wait for this
        done.complete(null);
        LOG.infof("The database schema is current (%d files)", program.size());
    }

    private void refuse(Throwable failure) {
        LOG.error(failure.getMessage());
        state = new SchemaState.Refused(String.valueOf(failure.getMessage()));
        // those who wait need not hear of it: the program ends
        Quarkus.asyncExit(1);
    }
}
