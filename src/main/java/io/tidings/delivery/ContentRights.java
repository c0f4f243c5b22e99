package io.tidings.delivery;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.tidings.catalog.Update;
import io.tidings.catalog.Updates;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.hierarchy.Hierarchy;
import io.tidings.hierarchy.Installed;
import io.tidings.tenant.Tenant;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Who may fetch which content: those who are offered it, those who have it installed, and who uploads it (0079); of content
 * that their tenant brought (0100).
 */
@Singleton
class ContentRights {

    private final Editions editions;
    private final Hierarchies hierarchies;
    private final Updates updates;
    private final ContentOwners owners;

    ContentRights(Editions editions, Hierarchies hierarchies, Updates updates, ContentOwners owners) {
        this.owners = owners;
        this.editions = editions;
        this.hierarchies = hierarchies;
        this.updates = updates;
    }

    Uni<Boolean> mayFetch(SecurityIdentity caller, String sha256) {
        if (caller.hasRole("publisher")) {
            return owners.holds(Tenant.of(caller), sha256);
        }
        String hierarchyId = caller.getPrincipal().getName();
        Edition known = editions.known(hierarchyId);
        if (known != null && known.names(sha256)) {
            return owners.holds(known.tenant(), sha256);
        }
        return editions.of(hierarchyId)
                .chain(edition -> edition.isPresent() && edition.get().names(sha256)
                        ? owners.holds(edition.get().tenant(), sha256)
                        : hasInstalled(hierarchyId, sha256));
    }

    private Uni<Boolean> hasInstalled(String hierarchyId, String sha256) {
        return hierarchies
                .find(hierarchyId)
                .chain(found -> hasInstalled(found, sha256)
                        ? owners.holds(found.get().tenant(), sha256)
                        : Uni.createFrom().item(false));
    }

    private boolean hasInstalled(Optional<Hierarchy> hierarchy, String sha256) {
        return hierarchy.isPresent()
                && hierarchy.get().standing().installed() instanceof Installed.Known installed
                && installed.updates().stream()
                        .map(updates.current(hierarchy.get().tenant())::update)
                        .flatMap(Optional::stream)
                        .map(Update::contents)
                        .anyMatch(contents -> contents.contains(sha256));
    }
}
