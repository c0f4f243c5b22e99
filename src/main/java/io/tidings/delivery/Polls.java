package io.tidings.delivery;

import io.netty.channel.ChannelPipeline;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.Http1xServerConnection;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers polls on their connection, before the framework makes a request of them: most of what a poll cost was that. What is
 * not plainly the poll of somebody known, whose edition is in memory, goes on as it came (decision 0220).
 */
@Singleton
public final class Polls {

    private static final String NAME = "polls";
    private static final String FRAMEWORK = "handler";

    private final Editions editions;
    private final PollMeters meters;
    private volatile boolean ending;

    Polls(Editions editions, PollMeters meters) {
        this.editions = editions;
        this.meters = meters;
    }

    /** Whoever comes while the service ends is told to close: behind this. */
    void end(@Observes ShutdownDelayInitiatedEvent soon) {
        ending = true;
    }

    void end(@Observes ShutdownEvent now) {
        ending = true;
    }

    boolean isEnding() {
        return ending;
    }

    Editions editions() {
        return editions;
    }

    PollMeters meters() {
        return meters;
    }

    /**
     * To be called for each request of a connection as soon as it is seen: what is under way must be known from the first on.
     * {@code admits} says of an {@code Authorization} and the id of a hierarchy whether this one may have the edition of that one,
     * {@code date} what every answer has as its {@code Date}.
     */
    public void watch(
            HttpConnection connection, BiPredicate<@Nullable String, String> admits, Supplier<CharSequence> date) {
        ChannelPipeline pipeline = pipeline(connection);
        if (pipeline != null && pipeline.get(NAME) == null) {
            pipeline.addBefore(FRAMEWORK, NAME, new PollHandler(this, admits, date));
        }
    }

    /** A poll has come this way: it leads to the server that has them, and those that follow may be answered at once. */
    static void open(HttpConnection connection) {
        ChannelPipeline pipeline = pipeline(connection);
        if (pipeline != null && pipeline.get(NAME) instanceof PollHandler handler) {
            handler.open();
        }
    }

    private static @Nullable ChannelPipeline pipeline(HttpConnection connection) {
        return connection instanceof Http1xServerConnection plain
                ? plain.channel().pipeline()
                : null;
    }
}
