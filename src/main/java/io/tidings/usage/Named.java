package io.tidings.usage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidings.protocol.CloudEvent;
import io.tidings.protocol.CloudEvents;
import io.tidings.protocol.HierarchyIds;
import io.tidings.protocol.Reading;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The hierarchies that a refused record speaks of: by its key, and by whatever can still be read of its value. What a
 * producer sends without a key, or under the key of another, is found by them, and ends with them.
 */
final class Named {
    /** A document that is broken says it as well; some producers escape the slashes of base64. */
    private static final Pattern MEMBER =
            Pattern.compile("\"hierarchyId\"\\s*:\\s*\"((?:\\\\?[A-Za-z0-9+/_-]){43}=?)\"");

    private static final int MOST = 16;

    private Named() {}

    static Set<String> in(Arrival arrival) {
        Set<String> ids = new TreeSet<>();
        addKey(arrival.key(), ids);
        byte[] body = arrival.body();
        if (body != null) {
            addBody(body, ids);
            if (CloudEvents.isStructured(arrival.header("content-type"))
                    && CloudEvents.structured(body) instanceof Reading.Read<CloudEvent>(CloudEvent event)) {
                addBody(event.data(), ids);
            }
        }
        return ids;
    }

    /** As it was written beside the record; of older ones, which lack that, what a look at them tells. */
    static Set<String> in(ConsumerRecord<byte[], byte[]> record) {
        Set<String> ids = new TreeSet<>();
        addKey(record.key(), ids);
        String written = RejectedTopic.header(record, Rejected.HIERARCHIES);
        if (written != null) {
            for (String id : written.split(" ", -1)) {
                HierarchyIds.normalise(id).ifPresent(ids::add);
            }
        } else if (record.value() != null) {
            addBody(record.value(), ids);
        }
        return ids;
    }

    private static void addKey(byte @Nullable [] key, Set<String> ids) {
        if (key != null) {
            HierarchyIds.normalise(new String(key, UTF_8)).ifPresent(ids::add);
        }
    }

    private static void addBody(byte[] body, Set<String> ids) {
        Matcher members = MEMBER.matcher(new String(body, ISO_8859_1));
        while (members.find() && ids.size() < MOST) {
            HierarchyIds.normalise(members.group(1).replace("\\", "")).ifPresent(ids::add);
        }
    }
}
