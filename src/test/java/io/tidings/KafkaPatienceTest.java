package io.tidings;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

/** A name that cannot be resolved yet; ProgramIT starts the program with one that never can. */
class KafkaPatienceTest {

    private static final Duration SHORT = Duration.ofMillis(1);

    @Test
    void namesAreAskedForUntilOneIsKnown_andThenNoMore() {
        AtomicInteger asked = new AtomicInteger();
        var known = KafkaPatience.known(() -> asked.incrementAndGet() == 3, SHORT, SHORT);
        for (int channel = 0; channel < 2; channel++) {
            known.subscribe().withSubscriber(UniAssertSubscriber.create()).awaitItem();
        }
        assertThat(asked).hasValue(3);
    }

    @Test
    void channelBeginsWhenANameIsKnown() {
        AtomicBoolean begun = new AtomicBoolean();
        Multi<Message<String>> channel =
                Multi.createFrom().items(Message.of("report")).onSubscription().invoke(() -> begun.set(true));
        begin(of("tidings-kafka.invalid:9092"), channel).assertNotTerminated();
        assertThat(begun).isFalse();

        begin(of("localhost:9092"), channel).awaitCompletion();
        assertThat(begun).isTrue();
    }

    @Test
    void endWaitsForAChannelThatBegins_andLetsNoOtherBegin() throws Exception {
        KafkaPatience patience = of("localhost:9092");
        CompletableFuture<Void> client = new CompletableFuture<>();
        AtomicBoolean asked = new AtomicBoolean();
        Multi<Message<String>> channel = Multi.createFrom()
                .items(Message.of("report"))
                .onSubscription()
                .call(() -> {
                    asked.set(true);
                    return Uni.createFrom().completionStage(client);
                });
        var first = begin(patience, channel);
        Awaitility.await().untilTrue(asked);
        Thread end = Thread.ofPlatform().start(() -> stop(patience));
        Awaitility.await().until(() -> end.getState() == Thread.State.TIMED_WAITING);

        client.complete(null);
        assertThat(end.join(Duration.ofSeconds(1))).isTrue();
        first.awaitCompletion();
        asked.set(false);
        begin(patience, channel).awaitSubscription().assertNotTerminated();
        assertThat(asked).isFalse();
    }

    private static void stop(KafkaPatience patience) {
        try {
            patience.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static KafkaPatience of(String servers) {
        return new KafkaPatience(Map.of("bootstrap.servers", servers));
    }

    private static AssertSubscriber<Object> begin(KafkaPatience patience, Multi<Message<String>> channel) {
        return patience.decorate(channel, List.of("usage-data"), true)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(1));
    }
}
