package io.tidings.delivery;

import io.smallrye.mutiny.Uni;
import io.tidings.catalog.Updates;
import io.tidings.relevance.Offers;
import io.tidings.relevance.Offers.Offering;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The door to what is handed over: the edition of a hierarchy, rendered once for all that are offered the same in an epoch
 * and kept as bytes.
 */
@Singleton
public class Editions {

    private final Offers offers;
    private final Updates updates;
    private final EditionStore store;
    private final Map<Offering, Edition> rendered;

    Editions(Offers offers, Updates updates, EditionStore store, DeliverySettings settings) {
        this.offers = offers;
        this.updates = updates;
        this.store = store;
        this.rendered = Collections.synchronizedMap(new Newest<>(settings.rememberedEditions()));
    }

    /** The present edition of that hierarchy; empty while nobody has told us what it looks like. */
    public Uni<Optional<Edition>> of(String hierarchyId) {
        return offers.current(hierarchyId).chain(this::edition);
    }

    private Uni<Optional<Edition>> edition(Optional<Offering> offered) {
        return offered.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : edition(offered.get()).map(Optional::of);
    }

    private Uni<Edition> edition(Offering offering) {
        Edition known = rendered.get(offering);
        if (known != null) {
            return Uni.createFrom().item(known);
        }
        Rendering rendering = Rendering.of(updates.current(), offering.updates());
        return store.number(rendering)
                .map(number -> rendering.toEdition(number, offering.epoch()))
                .invoke(edition -> rendered.put(offering, edition));
    }

    /** A bounded memory that forgets what was not asked for the longest. */
    private static final class Newest<K, V> extends LinkedHashMap<K, V> {

        private static final long serialVersionUID = 1L;

        private final int most;

        Newest(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }
    }
}
