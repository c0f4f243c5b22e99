package io.tidings.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidings.trust.TargetFile;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** Makes statements of editions: of the content that these name, what their tenant brought and what is here is in them. */
@Singleton
class Statements {

    private static final int REMEMBERED = 10_000;

    private final ContentOwners owners;
    private final ContentStore store;

    // each hierarchy asks for its own statement, and a bucket would be asked for each file in it
    private final Cache<String, Long> lengths = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();
    // what is signed is remembered for each hierarchy; those who are offered the same share its content
    private final Cache<SortedMap<String, TargetFile>, SortedMap<String, TargetFile>> shared =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    Statements(ContentOwners owners, ContentStore store) {
        this.owners = owners;
        this.store = store;
    }

    Uni<Statement> of(String subject, Edition edition) {
        return owners.held(edition.tenant(), edition.contents())
                // the store may have to be waited for
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(held ->
                        new Statement(subject, edition.epoch(), TargetFile.of(edition.json()), content(edition, held)));
    }

    private SortedMap<String, TargetFile> content(Edition edition, Set<String> held) {
        var content = Statement.contentOf(edition, sha256 -> held.contains(sha256) ? length(sha256) : Optional.empty());
        return shared.get(content, first -> first);
    }

    private Optional<Long> length(String sha256) {
        Optional<Long> known = Optional.ofNullable(lengths.getIfPresent(sha256));
        if (known.isPresent()) {
            return known;
        }
        Optional<Long> found = store.size(sha256);
        found.ifPresent(length -> lengths.put(sha256, length));
        return found;
    }
}
