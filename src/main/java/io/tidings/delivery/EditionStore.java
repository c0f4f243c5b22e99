package io.tidings.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.smallrye.mutiny.Uni;
import io.tidings.delivery.Edition.EntryDigest;
import io.tidings.trust.Digest;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The numbers of the editions, and what each held. After a publication thousands are numbered: a batch is a statement. */
@Singleton
class EditionStore {

    private static final String FIND = "select number, digest from delivery_edition where digest = any($1)";
    // in one order, so that two replicas with the same news do not wait for each other in a ring
    private static final String ADD =
            """
            insert into delivery_edition (digest, entries, tenant)
            select * from unnest($1::bytea[], $2::text[], $3::text[]) as fresh (digest, entries, tenant) order by digest
            on conflict (digest) do nothing""";

    private final Pool pool;
    private final ObjectMapper json;

    EditionStore(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** The numbers of what was rendered: the same for the same content, whoever asks. */
    Uni<Map<Digest, Long>> numbers(Collection<Rendering> renderings) {
        if (renderings.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        Map<Digest, Rendering> wanted = new TreeMap<>();
        renderings.forEach(rendering -> wanted.put(rendering.digest(), rendering));
        Buffer[] digests = digests(wanted.keySet());
        return find(digests)
                .chain(known ->
                        known.size() == digests.length ? Uni.createFrom().item(known) : add(wanted, known, digests));
    }

    private Uni<Map<Digest, Long>> find(Buffer[] digests) {
        return pool.preparedQuery(FIND).execute(Tuple.tuple().addValue(digests)).map(EditionStore::numbersIn);
    }

    private static Map<Digest, Long> numbersIn(RowSet<Row> rows) {
        Map<Digest, Long> numbers = new HashMap<>();
        rows.forEach(row -> numbers.put(Digest.from(row.getBuffer(1).getBytes()), row.getLong(0)));
        return numbers;
    }

    private Uni<Map<Digest, Long>> add(Map<Digest, Rendering> wanted, Map<Digest, Long> known, Buffer[] all) {
        List<Rendering> fresh = wanted.values().stream()
                .filter(rendering -> !known.containsKey(rendering.digest()))
                .toList();
        Buffer[] digests = digests(fresh.stream().map(Rendering::digest).toList());
        String[] entries = fresh.stream().map(this::entriesOf).toArray(String[]::new);
        String[] tenants = fresh.stream().map(Rendering::tenant).toArray(String[]::new);
        return pool.preparedQuery(ADD)
                .execute(Tuple.of(digests, entries, tenants))
                .chain(() -> find(all));
    }

    private static Buffer[] digests(Collection<Digest> digests) {
        return digests.stream().map(Digest::bytes).map(Buffer::buffer).toArray(Buffer[]::new);
    }

    private String entriesOf(Rendering rendering) {
        ArrayNode entries = json.createArrayNode();
        rendering.entries().forEach(entry -> entries.addObject().put(entry.id(), entry.digest()));
        return entries.toString();
    }

    /** What that tenant's edition of that number held; empty when there was none. */
    Uni<Optional<List<EntryDigest>>> entries(long number, String tenant) {
        return EditionRow.ofNumber(number)
                .map(row -> row.filter(found -> found.tenant.equals(tenant)).map(found -> read(found.entries)));
    }

    /** The ids of what several editions held, in their order. */
    Uni<Map<Long, List<String>>> ids(Collection<Long> numbers) {
        return numbers.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : pool.preparedQuery("select number, entries from delivery_edition where number = any($1)")
                        .execute(Tuple.tuple().addArrayOfLong(numbers.toArray(Long[]::new)))
                        .map(this::idsIn);
    }

    private Map<Long, List<String>> idsIn(RowSet<Row> rows) {
        Map<Long, List<String>> ids = new HashMap<>();
        rows.forEach(row -> ids.put(
                row.getLong(0),
                read(row.getString(1)).stream().map(EntryDigest::id).toList()));
        return ids;
    }

    private List<EntryDigest> read(String text) {
        List<EntryDigest> entries = new ArrayList<>();
        for (JsonNode entry : tree(text)) {
            entry.properties()
                    .forEach(field -> entries.add(
                            new EntryDigest(field.getKey(), field.getValue().textValue())));
        }
        return entries;
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("delivery_edition holds what is not JSON", e);
        }
    }
}
