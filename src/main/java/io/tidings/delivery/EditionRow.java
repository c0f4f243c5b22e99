package io.tidings.delivery;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.Optional;

/** An edition that was handed over: its number, and the ids and digests of what it held, as a JSON array. */
@Entity
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
@Table(name = "delivery_edition")
class EditionRow extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long number;

    byte[] digest;

    String entries;

    @Column(name = "made_at", insertable = false, updatable = false)
    OffsetDateTime madeAt;

    static Uni<Optional<EditionRow>> ofNumber(long number) {
        return Panache.withSession(() -> EditionRow.<EditionRow>findById(number))
                .map(Optional::ofNullable);
    }

    /** The row of that digest; made if it is the first time. Two that make it at once are told apart by the database. */
    static Uni<EditionRow> ofDigest(byte[] digest, String entries) {
        return Panache.withTransaction(() -> EditionRow.<EditionRow>find("digest", digest)
                .firstResult()
                .onItem()
                .ifNull()
                .switchTo(() -> made(digest, entries)));
    }

    private static Uni<EditionRow> made(byte[] digest, String entries) {
        EditionRow row = new EditionRow();
        row.digest = digest;
        row.entries = entries;
        return row.persistAndFlush();
    }
}
