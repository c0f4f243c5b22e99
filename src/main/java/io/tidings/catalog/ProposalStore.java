package io.tidings.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.Optional;

/** Proposals in their table. */
@Singleton
class ProposalStore {

    private static final String PUT =
            """
            insert into catalog_proposal (tenant, subject, change, revision, proposed_by, proposed_at)
            values ($1, $2, $3, $4, $5, $6)
            on conflict (tenant, subject) do update
               set change = excluded.change, revision = excluded.revision,
                   proposed_by = excluded.proposed_by, proposed_at = excluded.proposed_at""";

    private final Pool pool;
    private final ObjectMapper json;

    ProposalStore(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    Uni<Void> put(SqlClient transaction, String tenant, Proposal proposal) {
        return transaction
                .preparedQuery(PUT)
                .execute(Tuple.of(
                        tenant,
                        proposal.subject(),
                        proposal.change().toJson().toString(),
                        proposal.revision(),
                        proposal.proposedBy(),
                        proposal.proposedAt().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    Uni<Optional<Proposal>> find(String tenant, String subject) {
        return pool.preparedQuery("select * from catalog_proposal where tenant = $1 and subject = $2")
                .execute(Tuple.of(tenant, subject))
                .map(this::first);
    }

    /** Whatever was proposed for the subject is done with: it was agreed to, or the subject is another by now. */
    Uni<Void> forget(SqlClient transaction, String tenant, String subject) {
        return transaction
                .preparedQuery("delete from catalog_proposal where tenant = $1 and subject = $2")
                .execute(Tuple.of(tenant, subject))
                .replaceWithVoid();
    }

    private Optional<Proposal> first(RowSet<Row> rows) {
        for (Row row : rows) {
            return Optional.of(new Proposal(
                    row.getString("subject"),
                    change(row.getString("subject"), row.getString("change")),
                    row.getInteger("revision"),
                    row.getString("proposed_by"),
                    row.getOffsetDateTime("proposed_at").toInstant()));
        }
        return Optional.empty();
    }

    private Change change(String subject, String text) {
        try {
            return Change.fromJson(subject, json.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database refuses what is no JSON", e);
        }
    }
}
