package io.tidings.hierarchy;

import static io.tidings.hierarchy.SiteType.CAS;
import static io.tidings.hierarchy.SiteType.PRIMARY;
import static io.tidings.hierarchy.SiteType.SECONDARY;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a role may stand and how often (FACTS 9, one row per line of the table there). {@code retiredIn} is the first
 * build without the role, 0 while it lives.
 */
record RoleRule(Set<SiteType> allowed, Count count, int retiredIn, String retiredWith) {
    static final String CONNECTION_POINT = "service-connection-point";
    static final String DATA_WAREHOUSE = "data-warehouse-service-point";
    static final String REPORTING = "reporting-services-point";
    static final String GATEWAY = "cloud-management-gateway";
    static final String GATEWAY_CONNECTION = "cmg-connection-point";
    static final String GATEWAY_CONNECTION_IN_FULL = "cloud-management-gateway-connection-point";
    static final String MANAGEMENT_POINT = "management-point";
    static final String UPDATE_POINT = "software-update-point";
    static final String DISTRIBUTION_POINT = "distribution-point";
    static final String PULL_DISTRIBUTION_POINT = "pull-distribution-point";
    static final String FALLBACK_STATUS_POINT = "fallback-status-point";
    static final String ASSET_INTELLIGENCE = "asset-intelligence-sync-point";
    static final String ASSET_INTELLIGENCE_IN_FULL = "asset-intelligence-synchronization-point";
    static final String PROVIDER = "sms-provider";
    /** What every server of a site holds beside its own roles. */
    static final Set<String> EVERYWHERE = Set.of("site-system", "component-server");

    /** How often a role may stand. */
    enum Count {
        MANY,
        ONE_PER_SITE,
        ONE_PER_SECONDARY,
        ONE_PER_HIERARCHY
    }

    private static final Map<String, RoleRule> RULES = rules();
    private static final List<List<String>> ONCE = RULES.entrySet().stream()
            .filter(rule -> rule.getValue().onlyAtTop())
            .map(Map.Entry::getKey)
            .filter(role -> !role.equals(ASSET_INTELLIGENCE_IN_FULL))
            .sorted()
            .map(role -> role.equals(ASSET_INTELLIGENCE) ? List.of(role, ASSET_INTELLIGENCE_IN_FULL) : List.of(role))
            .toList();

    static Optional<RoleRule> of(String role) {
        return Optional.ofNullable(RULES.get(role));
    }

    /** The roles of which a hierarchy has at most one, each by all its names. */
    static List<List<String>> oncePerHierarchy() {
        return ONCE;
    }

    boolean onlyAtTop() {
        return count == Count.ONE_PER_HIERARCHY;
    }

    private static Map<String, RoleRule> rules() {
        Set<SiteType> any = EnumSet.allOf(SiteType.class);
        Set<SiteType> upper = EnumSet.of(CAS, PRIMARY);
        Set<SiteType> lower = EnumSet.of(PRIMARY, SECONDARY);
        Set<SiteType> primary = EnumSet.of(PRIMARY);
        Map<String, RoleRule> rules = new HashMap<>();
        rules.put("site-server", rule(any, Count.ONE_PER_SITE));
        rules.put("site-database-server", rule(any, Count.ONE_PER_SITE));
        rules.put("site-system", rule(any, Count.MANY));
        rules.put("component-server", rule(any, Count.MANY));
        rules.put(PROVIDER, rule(upper, Count.MANY));
        rules.put(CONNECTION_POINT, rule(upper, Count.ONE_PER_HIERARCHY));
        rules.put(ASSET_INTELLIGENCE, retired(upper, Count.ONE_PER_HIERARCHY, 9146, "2603"));
        rules.put(ASSET_INTELLIGENCE_IN_FULL, retired(upper, Count.ONE_PER_HIERARCHY, 9146, "2603"));
        rules.put("endpoint-protection-point", rule(upper, Count.ONE_PER_HIERARCHY));
        rules.put(DATA_WAREHOUSE, rule(upper, Count.ONE_PER_HIERARCHY));
        rules.put(GATEWAY, rule(upper, Count.MANY));
        rules.put(GATEWAY_CONNECTION, rule(primary, Count.MANY));
        rules.put(GATEWAY_CONNECTION_IN_FULL, rule(primary, Count.MANY));
        rules.put("certificate-registration-point", retired(upper, Count.MANY, 9078, "2203"));
        rules.put(DISTRIBUTION_POINT, rule(lower, Count.MANY));
        rules.put(PULL_DISTRIBUTION_POINT, rule(lower, Count.MANY));
        rules.put(MANAGEMENT_POINT, rule(lower, Count.ONE_PER_SECONDARY));
        rules.put("device-management-point", rule(lower, Count.ONE_PER_SECONDARY));
        rules.put(UPDATE_POINT, rule(any, Count.MANY));
        rules.put("state-migration-point", rule(lower, Count.MANY));
        rules.put(FALLBACK_STATUS_POINT, rule(primary, Count.MANY));
        rules.put(REPORTING, rule(upper, Count.MANY));
        rules.put("enrollment-point", rule(primary, Count.MANY));
        rules.put("enrollment-proxy-point", rule(primary, Count.MANY));
        rules.put("exchange-connector", rule(primary, Count.MANY));
        rules.put("application-catalog-web-service-point", retired(primary, Count.MANY, 8913, "1910"));
        rules.put("application-catalog-website-point", retired(primary, Count.MANY, 8913, "1910"));
        return Map.copyOf(rules);
    }

    private static RoleRule rule(Set<SiteType> allowed, Count count) {
        return new RoleRule(allowed, count, 0, "");
    }

    private static RoleRule retired(Set<SiteType> allowed, Count count, int build, String release) {
        return new RoleRule(allowed, count, build, release);
    }
}
