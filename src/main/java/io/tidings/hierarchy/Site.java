package io.tidings.hierarchy;

import io.tidings.version.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One site of a hierarchy. {@code parent} is the code of the site above, absent at the top. */
public record Site(
        String code,
        SiteType type,
        @Nullable String parent,
        Version version,
        @Nullable Integer clients,
        @Nullable String timeZone,
        List<Role> roles) {
    public Site {
        roles = List.copyOf(roles);
    }

    long count(String role) {
        long count = 0;
        // asked a dozen times of each site of each report, and without an iterator each time
        for (int i = 0; i < roles.size(); i++) {
            if (roles.get(i).name().equals(role)) {
                count++;
            }
        }
        return count;
    }

    boolean has(String role) {
        return count(role) > 0;
    }
}
