package io.tidings.hierarchy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A hierarchy as it is answered: in the words of the usage report where it has them. {@code installed} is null when the
 * hierarchy does not say.
 */
record HierarchyView(
        String hierarchyId,
        String tenant,
        UUID reportId,
        Instant collectedAt,
        Instant receivedAt,
        int level,
        String mode,
        String branch,
        String version,
        @Nullable BaseView basePackage,
        SortedSet<String> earlyRingOptIn,
        Conditions conditions,
        @Nullable SortedSet<String> installed,
        String standing,
        List<SiteView> sites,
        List<Servicing> servicing,
        List<Hierarchy.Warning> warnings) {

    record BaseView(@Nullable UUID guid, String ring, @Nullable LocalDate downloadedOn) {}

    record SiteView(
            String code,
            String type,
            @Nullable String parent,
            String version,
            @Nullable Integer clients,
            @Nullable String timeZone,
            List<RoleView> roles) {}

    record RoleView(String role, String server) {}

    static HierarchyView of(Hierarchy hierarchy) {
        Standing standing = hierarchy.standing();
        return new HierarchyView(
                hierarchy.id(),
                hierarchy.tenant(),
                hierarchy.reportId(),
                hierarchy.collectedAt(),
                hierarchy.receivedAt(),
                hierarchy.level(),
                hierarchy.mode().name().toLowerCase(Locale.ROOT),
                standing.branch().wireName(),
                hierarchy.version(),
                base(standing.basePackage()),
                standing.earlyRingOptIn(),
                standing.conditions(),
                switch (standing.installed()) {
                    case Installed.Known known -> known.updates();
                    case Installed.Unknown() -> null;
                },
                standing.id().toString(),
                hierarchy.sites().stream().map(HierarchyView::site).toList(),
                hierarchy.servicing(),
                hierarchy.warnings());
    }

    private static @Nullable BaseView base(@Nullable BasePackage base) {
        return base == null ? null : new BaseView(base.guid(), base.ring().wireName(), base.downloadedOn());
    }

    private static SiteView site(Site site) {
        return new SiteView(
                site.code(),
                site.type().wireName(),
                site.parent(),
                site.version().toString(),
                site.clients(),
                site.timeZone(),
                site.roles().stream()
                        .map(role -> new RoleView(role.name(), role.server()))
                        .toList());
    }
}
