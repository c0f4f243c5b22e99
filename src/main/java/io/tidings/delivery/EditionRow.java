package io.tidings.delivery;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
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
    Long number;

    byte[] digest;

    String tenant;

    String entries;

    @Column(name = "made_at", insertable = false, updatable = false)
    OffsetDateTime madeAt;

    static Uni<Optional<EditionRow>> ofNumber(long number) {
        return Panache.withSession(() -> EditionRow.<EditionRow>findById(number))
                .map(Optional::ofNullable);
    }
}
