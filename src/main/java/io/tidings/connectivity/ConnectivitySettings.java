package io.tidings.connectivity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.List;

/** Settings of reachability. */
@ConfigMapping(prefix = "tidings.connectivity")
interface ConnectivitySettings {

    /** The URLs under which connection points reach this service, divided by commas. */
    List<URI> ownUrls();

    /** How many checks of a hierarchy are kept. */
    @WithDefault("100")
    int keptChecks();
}
