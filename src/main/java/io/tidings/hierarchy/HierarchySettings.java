package io.tidings.hierarchy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of what is kept of hierarchies. */
@ConfigMapping(prefix = "tidings.hierarchy")
interface HierarchySettings {

    /** How many months of reports are kept, besides the running one: 1 to 1200. The documents say a year. */
    @WithDefault("12")
    int historyMonths();
}
