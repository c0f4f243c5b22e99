package io.tidings.connectivity;

import io.quarkus.runtime.StartupEvent;
import io.tidings.setting.Bounds;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Stops the start when a setting of reachability has a value that it cannot work with. */
@Singleton
class ConnectivityBounds {

    void check(@Observes @Priority(1) StartupEvent event, ConnectivitySettings settings) {
        check(settings);
    }

    static void check(ConnectivitySettings settings) {
        Bounds bounds = Bounds.of("connectivity").whole("kept-checks", settings.keptChecks(), 1, 100_000);
        settings.ownUrls().forEach(url -> bounds.address("own-urls", url.toString()));
    }
}
