package io.tidings.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** The topic of what was refused: the bytes untouched, and beside them why, whence and when. */
@Singleton
class Rejected {
    static final String REASON = "reason";
    static final String DETAIL = "detail";
    static final String SOURCE_TOPIC = "source-topic";
    static final String SOURCE_PARTITION = "source-partition";
    static final String SOURCE_OFFSET = "source-offset";
    static final String RECEIVED_AT = "received-at";
    static final String HIERARCHIES = "hierarchies";

    private static final int MANY = 256;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** An arrival and the fault found in it. */
    @SuppressWarnings("ArrayRecordComponent")
    record Refusal(Arrival arrival, UsageFault fault) {}

    private final UsageProducer producer;

    Rejected(UsageProducer producer) {
        this.producer = producer;
    }

    /** Completes when all are written. It tries until they are: what is refused must not disappear. */
    Uni<Void> add(List<Refusal> refusals) {
        return Multi.createFrom()
                .iterable(refusals)
                .onItem()
                .transformToUni(refusal -> Uni.createFrom()
                        .deferred(() -> producer.send(record(refusal)))
                        .onFailure()
                        .retry()
                        .withBackOff(PAUSE, LONGEST_PAUSE)
                        .indefinitely())
                .merge(MANY)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Marks, for every reader of the topic, that nothing before this of that hierarchy may be used any more. */
    Uni<Void> erase(String hierarchyId) {
        return producer.send(new ProducerRecord<>(Topics.REJECTED, hierarchyId.getBytes(UTF_8), null));
    }

    private static ProducerRecord<byte[], byte[]> record(Refusal refusal) {
        Arrival arrival = refusal.arrival();
        // a value of null would erase what is kept of this key: an empty one says the same, and the reason tells them
        // apart
        byte[] body = arrival.body() == null ? new byte[0] : arrival.body();
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(Topics.REJECTED, arrival.key(), body);
        Headers headers = record.headers();
        arrival.headers().forEach(headers::add);
        put(headers, REASON, refusal.fault().code());
        put(headers, DETAIL, refusal.fault().detail());
        put(headers, SOURCE_TOPIC, arrival.origin().topic());
        put(headers, SOURCE_PARTITION, Integer.toString(arrival.origin().partition()));
        put(headers, SOURCE_OFFSET, Long.toString(arrival.origin().offset()));
        put(headers, RECEIVED_AT, arrival.receivedAt().toString());
        put(headers, HIERARCHIES, String.join(" ", Named.in(arrival)));
        return record;
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(UTF_8));
    }
}
