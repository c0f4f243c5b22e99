package io.tidings.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The streams of a replica that is told to end. */
@QuarkusTest
@SuppressWarnings("NullAway.Init") // set by the test extension
class StreamsTest {

    private static final String HIERARCHY = "N".repeat(43);

    @Inject
    NoticeStore store;

    @Inject
    NoticeSettings settings;

    @Inject
    Vertx vertx;

    @Test
    void openStreamsEnd_andNoneIsOpened() {
        Streams streams = new Streams(store, settings, vertx);
        AssertSubscriber<Optional<PostedNotice>> reader =
                streams.of(HIERARCHY, 0).subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        AssertSubscriber<Optional<PostedNotice>> slow =
                streams.of(HIERARCHY, 0).subscribe().withSubscriber(AssertSubscriber.create(0));
        reader.assertNotTerminated();
        streams.leave(new ShutdownDelayInitiatedEvent());
        reader.awaitCompletion();
        slow.awaitCompletion();
        assertThatThrownBy(() -> streams.of(HIERARCHY, 0))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE));
    }

    @Test
    void whoHasListenedLongestIsSentToComeAgain() {
        Streams streams = new Streams(store, shortLived(), vertx);
        AssertSubscriber<Optional<PostedNotice>> reader =
                streams.of(HIERARCHY, 0).subscribe().withSubscriber(AssertSubscriber.create(0));
        reader.assertNotTerminated();
        streams.beat();
        reader.assertCompleted();
        assertThat(streams.of(HIERARCHY, 0)).isNotNull();
    }

    @Test
    void oneMoreThanTheMostIsAskedToComeAgain() {
        Streams streams = new Streams(store, shortLived(), vertx);
        AssertSubscriber<Optional<PostedNotice>> reader =
                streams.of(HIERARCHY, 0).subscribe().withSubscriber(AssertSubscriber.create(0));
        assertThatThrownBy(() -> streams.of(HIERARCHY, 0)).isInstanceOf(Problem.class);
        reader.cancel();
        assertThat(streams.of(HIERARCHY, 0)).isNotNull();
    }

    /** No stream lives at all, and one is the most. */
    private static NoticeSettings shortLived() {
        return new NoticeSettings() {
            @Override
            public Duration longestStream() {
                return Duration.ZERO;
            }

            @Override
            public Duration heartbeat() {
                return Duration.ofSeconds(25);
            }

            @Override
            public int mostStreams() {
                return 1;
            }
        };
    }
}
