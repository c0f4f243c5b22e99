package io.tidings.embedded;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Work that goes on beside other work. How it failed is told to whoever waits for its end. */
final class Beside {

    private final CompletableFuture<Void> end;

    private Beside(CompletableFuture<Void> end) {
        this.end = end;
    }

    static Beside start(Runnable work) {
        return new Beside(
                CompletableFuture.runAsync(work, task -> Thread.ofPlatform().start(task)));
    }

    void awaitEnd() {
        try {
            end.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }
}
