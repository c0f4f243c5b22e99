package io.tidings.usage;

import io.smallrye.mutiny.Uni;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Stands before the mouths of HTTP: it lets in as many bytes as may be held at once, and tells the others to come again. What
 * was let in goes on to its end, also when its sender waits no more: until then it is held.
 */
@Singleton
class Gate {
    /** What a request costs beside its body. */
    private static final int BESIDE = 4 << 10;

    private final Semaphore bytes;
    private final Duration retryAfter;

    Gate(UsageSettings settings) {
        bytes = new Semaphore(settings.mostBytesWaiting());
        retryAfter = settings.retryAfter();
    }

    /** The bytes of one request, from its arrival to its answer. */
    final class Place {
        private int held;

        /** Fails when there is no room for so many more. */
        void widen(int more) {
            if (!bytes.tryAcquire(more)) {
                throw comeAgain();
            }
            held += more;
        }

        private void leave() {
            bytes.release(held);
        }
    }

    <T> Uni<T> pass(int size, Function<Place, Uni<T>> work) {
        Place place = new Place();
        place.widen(size + BESIDE);
        CompletableFuture<T> running = Uni.createFrom()
                .deferred(() -> work.apply(place))
                .onTermination()
                .invoke(place::leave)
                .subscribeAsCompletionStage();
        return Uni.createFrom()
                .completionStage(running.copy())
                .onFailure(Gate::passes)
                .transform(failure -> comeAgain());
    }

    /** Kafka is away, or others wait for it; of the database that is known elsewhere, and anything else is a fault of ours. */
    private static boolean passes(Throwable failure) {
        return failure instanceof RetriableException || failure instanceof UsageProducer.TooManyWaiting;
    }

    Problem comeAgain() {
        return new Problem(ProblemType.UNAVAILABLE, "This cannot be taken now. Send it again later")
                .retryAfter(retryAfter);
    }
}
