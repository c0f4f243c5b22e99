package io.tidings;

import io.quarkus.vertx.VertxOptionsCustomizer;
import io.tidings.access.Recognition;
import io.tidings.delivery.Polls;
import io.tidings.problem.FirstLook;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;

/**
 * Sets whoever answers polls on each connection, and tells it whom access lets in. Where spans are recorded every request is to
 * have one, and the framework makes them: then nobody sits there.
 */
@Singleton
class PollDoor implements VertxOptionsCustomizer {

    private final TidingsSettings settings;
    private final Provider<Polls> polls;
    private final Provider<Recognition> recognition;
    private final Provider<ServerDate> date;

    PollDoor(
            TidingsSettings settings,
            Provider<Polls> polls,
            Provider<Recognition> recognition,
            Provider<ServerDate> date) {
        this.settings = settings;
        this.polls = polls;
        this.recognition = recognition;
        this.date = date;
    }

    @Override
    public void accept(VertxOptions options) {
        if (settings.traces().endpoint().isEmpty()) {
            FirstLook.add(options, this::look);
        }
    }

    private void look(HttpServerRequest request) {
        polls.get().watch(request.connection(), recognition.get()::admits, date.get()::now);
    }
}
