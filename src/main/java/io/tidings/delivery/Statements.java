package io.tidings.delivery;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Makes statements of editions: of the content that these name, what their tenant brought and what is here is in them. */
@Singleton
class Statements {

    private final ContentOwners owners;
    private final ContentStore store;

    Statements(ContentOwners owners, ContentStore store) {
        this.owners = owners;
        this.store = store;
    }

    Uni<Statement> of(String subject, Edition edition) {
        return owners.held(edition.tenant(), edition.contents())
                // the store may have to be waited for
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(held -> Statement.of(subject, edition, length(held)));
    }

    private Function<String, Optional<Long>> length(Set<String> held) {
        return sha256 -> held.contains(sha256) ? store.size(sha256) : Optional.empty();
    }
}
