package io.tidings.catalog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the catalog. */
@ConfigMapping(prefix = "tidings.catalog")
interface CatalogSettings {

    /** Whether an empty catalog is filled with the one that comes with the program: every documented release and update. */
    @WithDefault("false")
    boolean embedded();

    /** Whether what lets an update out, or changes one that is out, needs two people: one proposes, another approves. */
    @WithDefault("false")
    boolean fourEyes();
}
