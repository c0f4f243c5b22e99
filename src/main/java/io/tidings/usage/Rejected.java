package io.tidings.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jboss.logging.Logger;

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
    /** How many bytes were received, of a record that Kafka takes only cut off. */
    static final String WHOLE = "whole-bytes";

    /** What is in no header of a record as it was received. */
    static final Set<String> OURS =
            Set.of(REASON, DETAIL, SOURCE_TOPIC, SOURCE_PARTITION, SOURCE_OFFSET, RECEIVED_AT, HIERARCHIES, WHOLE);

    private static final Logger LOG = Logger.getLogger(Rejected.class);
    private static final int LITTLE = 1 << 10;

    private static final int MANY = 256;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** An arrival and the fault found in it. */
    @SuppressWarnings("ArrayRecordComponent")
    record Refusal(Arrival arrival, UsageFault fault) {}

    private final UsageProducer producer;
    private final AtomicBoolean failing = new AtomicBoolean();

    Rejected(UsageProducer producer) {
        this.producer = producer;
    }

    /** Completes when all are written. It tries until they are: what is refused must not disappear. */
    Uni<Void> add(List<Refusal> refusals) {
        if (refusals.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return all(refusals, refusal -> keep(refusal)
                        .onFailure()
                        .invoke(this::failed)
                        .onFailure()
                        .retry()
                        .withBackOff(PAUSE, LONGEST_PAUSE)
                        .indefinitely())
                .invoke(this::worked);
    }

    private void failed(Throwable failure) {
        if (failing.compareAndSet(false, true)) {
            LOG.warnf("Refused reports wait, and hold up those behind them: %s", failure);
        }
    }

    private void worked() {
        if (failing.compareAndSet(true, false)) {
            LOG.info("Refused reports are kept again");
        }
    }

    /** Completes when all are written, and fails soon when one of them is not. */
    Uni<Void> addSoon(List<Refusal> refusals) {
        return all(refusals, this::keep);
    }

    private static Uni<Void> all(List<Refusal> refusals, Function<Refusal, Uni<? extends Void>> keep) {
        return Multi.createFrom()
                .iterable(refusals)
                .onItem()
                .transformToUni(keep)
                .merge(MANY)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> keep(Refusal refusal) {
        return Uni.createFrom().deferred(() -> keep(record(refusal), refusal));
    }

    /** Compressed, a record may pass the limit of its topic and not be sent again as it is: it must not stop its partition. */
    private Uni<Void> keep(ProducerRecord<byte[], byte[]> record, Refusal refusal) {
        return producer.send(record)
                .invoke(() -> tellIfCut(record, refusal))
                .onFailure(failure -> failure instanceof RecordTooLargeException && canBeCut(record))
                .recoverWithUni(failure -> keep(cutOff(record), refusal));
    }

    private static void tellIfCut(ProducerRecord<byte[], byte[]> record, Refusal refusal) {
        String whole = RejectedTopic.text(record.headers(), WHOLE);
        if (whole != null) {
            LOG.warnf(
                    "A refused record is kept without its end, %d of its %s bytes, for it is too big: %s",
                    record.value().length, whole, refusal.arrival().origin());
        }
    }

    private static boolean canBeCut(ProducerRecord<byte[], byte[]> record) {
        boolean isBare = true;
        for (Header header : record.headers()) {
            isBare &= OURS.contains(header.key());
        }
        return !isBare || record.value().length > 0;
    }

    /** Half of it; of one that is little already the headers of others go, too. */
    private static ProducerRecord<byte[], byte[]> cutOff(ProducerRecord<byte[], byte[]> record) {
        byte[] body = record.value();
        boolean little = body.length < LITTLE;
        ProducerRecord<byte[], byte[]> less =
                new ProducerRecord<>(record.topic(), record.key(), Arrays.copyOf(body, little ? 0 : body.length / 2));
        for (Header header : record.headers()) {
            if (!little || OURS.contains(header.key())) {
                less.headers().add(header);
            }
        }
        if (less.headers().lastHeader(WHOLE) == null) {
            put(less.headers(), WHOLE, Integer.toString(body.length));
        }
        return less;
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
        headers.remove(WHOLE);
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
