package io.tidings.delivery;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.tidings.catalog.Update;
import io.tidings.catalog.Updates;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.hierarchy.Hierarchy;
import io.tidings.hierarchy.Installed;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Who may fetch which content: those who are offered it, those who have it installed, and who uploads it (0079). */
@Singleton
class ContentRights {

    private final Editions editions;
    private final Hierarchies hierarchies;
    private final Updates updates;

    ContentRights(Editions editions, Hierarchies hierarchies, Updates updates) {
        this.editions = editions;
        this.hierarchies = hierarchies;
        this.updates = updates;
    }

    Uni<Boolean> mayFetch(SecurityIdentity caller, String sha256) {
        if (caller.hasRole("publisher")) {
            return Uni.createFrom().item(true);
        }
        String hierarchyId = caller.getPrincipal().getName();
        Edition known = editions.known(hierarchyId);
        if (known != null && known.names(sha256)) {
            return Uni.createFrom().item(true);
        }
        return editions.of(hierarchyId)
                .chain(edition -> edition.isPresent() && edition.get().names(sha256)
                        ? Uni.createFrom().item(true)
                        : hasInstalled(hierarchyId, sha256));
    }

    private Uni<Boolean> hasInstalled(String hierarchyId, String sha256) {
        return hierarchies.find(hierarchyId).map(found -> hasInstalled(found, sha256));
    }

    private boolean hasInstalled(Optional<Hierarchy> hierarchy, String sha256) {
        return hierarchy.isPresent()
                && hierarchy.get().standing().installed() instanceof Installed.Known installed
                && installed.updates().stream()
                        .map(updates.current()::update)
                        .flatMap(Optional::stream)
                        .map(Update::contents)
                        .anyMatch(contents -> contents.contains(sha256));
    }
}
