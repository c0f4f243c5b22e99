package io.tidings.protocol;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one usage report. What the JSON Schema beside this room says, this says too. */
final class UsageReportReader {
    private static final int MAX_LEVEL = 3;
    private static final int MAX_NAME = 256;
    private static final int MAX_SITES = 10_000;
    private static final int MAX_ROLES = 5_000;
    private static final int MAX_UPDATES = 5_000;
    private static final Set<String> BRANCHES = Set.of("current", "ltsb", "technical-preview");
    private static final Set<String> RINGS = Set.of("ga", "early", "tap");
    private static final Set<String> SITE_TYPES = Set.of("cas", "primary", "secondary");

    private final JsonCursor in;
    private final JsonScalars scalars;
    private @Nullable String schema;
    private @Nullable UUID reportId;
    private @Nullable String hierarchyId;
    private @Nullable Instant collectedAt;
    private @Nullable Integer level;
    private UsageReport.@Nullable Mode mode;
    private @Nullable String branch;
    private UsageReport.@Nullable BasePackage basePackage;
    private List<String> earlyRingOptIn = List.of();
    private UsageReport.Conditions conditions = new UsageReport.Conditions(false, false, false, false);
    private @Nullable List<UsageReport.Site> sites;
    private List<UsageReport.Servicing> servicing = List.of();
    private @Nullable List<UsageReport.InstalledUpdate> installed;
    private Map<String, String> items = Map.of();

    UsageReportReader(JsonCursor in) {
        this.in = in;
        this.scalars = new JsonScalars(in);
    }

    UsageReport report() throws IOException, FlawFound {
        if (!in.isObject()) {
            throw in.wrong("a usage report is an object");
        }
        in.object(field -> head(field) || body(field));
        required(schema, "schema");
        return new UsageReport(
                required(reportId, "reportId"),
                required(hierarchyId, "hierarchyId"),
                required(collectedAt, "collectedAt"),
                required(level, "level"),
                required(mode, "mode"),
                required(branch, "branch"),
                basePackage,
                earlyRingOptIn,
                conditions,
                required(sites, "sites"),
                servicing,
                installed,
                items,
                in.unknownFields());
    }

    private boolean head(String field) throws IOException, FlawFound {
        switch (field) {
            case "schema" -> schema = schema();
            case "reportId" -> reportId = scalars.guid();
            case "hierarchyId" -> hierarchyId = hierarchyId();
            case "collectedAt" -> collectedAt = scalars.instant();
            case "level" -> level = in.integer(1, MAX_LEVEL);
            case "mode" -> mode = mode();
            case "branch" -> branch = scalars.oneOf(BRANCHES);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean body(String field) throws IOException, FlawFound {
        switch (field) {
            case "basePackage" -> basePackage = in.isNull() ? null : basePackage();
            case "earlyRingOptIn" -> earlyRingOptIn = in.array(MAX_UPDATES, () -> in.text(JsonScalars.MAX_CODE));
            case "conditions" -> conditions = conditions();
            case "sites" -> sites = sites();
            case "servicing" -> servicing = in.array(MAX_UPDATES, this::servicing);
            case "installed" -> installed = in.array(MAX_UPDATES, this::installedUpdate);
            case "items" -> items = items();
            default -> {
                return false;
            }
        }
        return true;
    }

    private String schema() throws IOException, FlawFound {
        String named = in.text(JsonScalars.MAX_CODE);
        if (!named.equals(UsageReport.SCHEMA)) {
            throw new FlawFound(Flaw.UNKNOWN_SCHEMA, in.at(), "only " + UsageReport.SCHEMA + " is understood");
        }
        return named;
    }

    private String hierarchyId() throws IOException, FlawFound {
        return HierarchyIds.normalise(in.text(JsonScalars.MAX_CODE))
                .orElseThrow(() -> in.wrong("a SHA-256 in base64 or base64url is expected"));
    }

    private UsageReport.Mode mode() throws IOException, FlawFound {
        return scalars.oneOf(Set.of("online", "offline")).equals("online")
                ? UsageReport.Mode.ONLINE
                : UsageReport.Mode.OFFLINE;
    }

    private UsageReport.BasePackage basePackage() throws IOException, FlawFound {
        var guid = new Found<UUID>();
        var ring = new Found<String>();
        var day = new Found<LocalDate>();
        in.object(field -> switch (field) {
            case "guid" -> guid.unlessNull(scalars::guid);
            case "ring" -> ring.take(scalars.oneOf(RINGS));
            case "downloadedOn" -> day.unlessNull(scalars::day);
            default -> false;
        });
        return new UsageReport.BasePackage(guid.value, required(ring.value, "ring"), day.value);
    }

    private UsageReport.Conditions conditions() throws IOException, FlawFound {
        boolean[] holds = new boolean[4];
        in.object(field -> {
            int which = List.of("tenantAttached", "cmgOnScaleSet", "tap", "tapRollup")
                    .indexOf(field);
            if (which >= 0) {
                holds[which] = in.bool();
            }
            return which >= 0;
        });
        return new UsageReport.Conditions(holds[0], holds[1], holds[2], holds[3]);
    }

    private List<UsageReport.Site> sites() throws IOException, FlawFound {
        List<UsageReport.Site> found = in.array(MAX_SITES, this::site);
        if (found.isEmpty()) {
            throw in.wrong("at least one site is expected");
        }
        return found;
    }

    private UsageReport.Site site() throws IOException, FlawFound {
        var code = new Found<String>();
        var type = new Found<String>();
        var parent = new Found<String>();
        var version = new Found<String>();
        var clients = new Found<Integer>();
        var timeZone = new Found<String>();
        var roles = new Found<List<UsageReport.Role>>();
        in.object(field -> switch (field) {
            case "code" -> code.take(in.text(JsonScalars.MAX_CODE));
            case "type" -> type.take(scalars.oneOf(SITE_TYPES));
            case "parent" -> parent.unlessNull(() -> in.text(JsonScalars.MAX_CODE));
            case "version" -> version.take(scalars.version());
            case "clients" -> clients.unlessNull(() -> in.integer(0, Integer.MAX_VALUE));
            case "timeZone" -> timeZone.unlessNull(() -> in.text(MAX_NAME));
            case "roles" -> roles.take(in.array(MAX_ROLES, this::role));
            default -> false;
        });
        return new UsageReport.Site(
                required(code.value, "code"),
                required(type.value, "type"),
                parent.value,
                required(version.value, "version"),
                clients.value,
                timeZone.value,
                roles.value == null ? List.of() : roles.value);
    }

    private UsageReport.Role role() throws IOException, FlawFound {
        var role = new Found<String>();
        var server = new Found<String>();
        in.object(field -> switch (field) {
            case "role" -> role.take(in.text(JsonScalars.MAX_CODE));
            case "server" -> server.take(in.text(MAX_NAME));
            default -> false;
        });
        return new UsageReport.Role(required(role.value, "role"), required(server.value, "server"));
    }

    private UsageReport.Servicing servicing() throws IOException, FlawFound {
        var guid = new Found<UUID>();
        var state = new Found<Integer>();
        var at = new Found<Instant>();
        in.object(field -> switch (field) {
            case "packageGuid" -> guid.take(scalars.guid());
            case "state" -> state.take(in.integer(0, Integer.MAX_VALUE));
            case "at" -> at.take(scalars.instant());
            default -> false;
        });
        return new UsageReport.Servicing(
                required(guid.value, "packageGuid"), required(state.value, "state"), required(at.value, "at"));
    }

    private UsageReport.InstalledUpdate installedUpdate() throws IOException, FlawFound {
        var update = new Found<String>();
        var day = new Found<LocalDate>();
        var first = new Found<Boolean>();
        in.object(field -> switch (field) {
            case "update" -> update.take(in.text(JsonScalars.MAX_CODE));
            case "installedOn" -> day.unlessNull(scalars::day);
            case "firstRelease" -> first.take(in.bool());
            default -> false;
        });
        return new UsageReport.InstalledUpdate(
                required(update.value, "update"), day.value, Boolean.TRUE.equals(first.value));
    }

    private Map<String, String> items() throws IOException, FlawFound {
        Map<String, String> found = new HashMap<>();
        in.object(field -> {
            found.put(field, in.slice());
            return true;
        });
        return found;
    }

    private <T> T required(@Nullable T value, String field) throws FlawFound {
        if (value == null) {
            throw in.missing(field);
        }
        return value;
    }

    /** The value of a field, once it is found. */
    private final class Found<T> {
        private @Nullable T value;

        boolean take(T found) {
            value = found;
            return true;
        }

        boolean unlessNull(JsonCursor.ElementReader<T> reader) throws IOException, FlawFound {
            return in.isNull() || take(reader.read());
        }
    }
}
