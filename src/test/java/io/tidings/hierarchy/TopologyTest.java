package io.tidings.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidings.version.Version;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One row per sentence of FACTS 9 (and of 1.1, 5.3, 6 where they speak of sites) that a report can break. */
class TopologyTest {
    private static final String SCP = "service-connection-point";
    private static final String MP = "management-point";
    private static final String DP = "distribution-point";
    private static final String SUP = "software-update-point";

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isImpossible(String sentence, String code, List<Site> sites) {
        assertThat(new Topology(sites, Branch.CURRENT, Mode.ONLINE).faults())
                .filteredOn(TopologyFault.Impossible.class::isInstance)
                .extracting(TopologyFault::code)
                .contains(code);
    }

    static Stream<Arguments> isImpossible() {
        return Stream.of(
                arguments("a hierarchy has a site at its top", "no-top-tier", List.of(secondary("S01", "PS1", MP))),
                arguments("one CAS", "many-top-tiers", List.of(cas(SCP), site("CA2", SiteType.CAS, null))),
                arguments(
                        "a stand-alone primary stands alone",
                        "many-top-tiers",
                        List.of(alone(SCP), site("PS2", SiteType.PRIMARY, null))),
                arguments(
                        "a CAS and a primary beside it",
                        "many-top-tiers",
                        List.of(cas(SCP), site("PS2", SiteType.PRIMARY, null))),
                arguments("a site has its own code", "duplicate-site-code", with(primary("PS1"), primary("PS1"))),
                arguments(
                        "the parent exists", "unknown-parent", List.of(cas(SCP), site("PS1", SiteType.PRIMARY, "XYZ"))),
                arguments(
                        "a CAS is below nothing",
                        "wrong-parent",
                        with(primary("PS1"), site("CA2", SiteType.CAS, "PS1"))),
                arguments(
                        "a primary stands below a CAS only",
                        "wrong-parent",
                        with(primary("PS1"), site("PS2", SiteType.PRIMARY, "PS1"))),
                arguments(
                        "a secondary stands below a primary",
                        "wrong-parent",
                        with(site("S01", SiteType.SECONDARY, "CAS"))),
                arguments(
                        "nor below another secondary",
                        "wrong-parent",
                        with(primary("PS1"), secondary("S01", "PS1"), secondary("S02", "S01"))),
                arguments("nor below itself", "wrong-parent", with(site("S01", SiteType.SECONDARY, "S01"))),
                arguments(
                        "a secondary has a parent",
                        "missing-parent",
                        List.of(alone(SCP), site("S01", SiteType.SECONDARY, null))),
                arguments("the top is updated first", "newer-than-parent", with(newer(primary("PS1")))),
                arguments(
                        "secondaries come last",
                        "newer-than-parent",
                        with(primary("PS1"), newer(secondary("S01", "PS1", MP)))),
                arguments("one site server", "too-many-of-role", with(primary("PS1", "site-server", "site-server"))),
                arguments(
                        "one site database",
                        "too-many-of-role",
                        with(primary("PS1", "site-database-server", "site-database-server"))),
                arguments(
                        "no SMS Provider on a secondary",
                        "role-out-of-place",
                        with(primary("PS1"), secondary("S01", "PS1", MP, "sms-provider"))),
                arguments(
                        "one SMS Provider per computer",
                        "provider-twice",
                        with(new Site(
                                "PS1",
                                SiteType.PRIMARY,
                                "CAS",
                                version(),
                                1,
                                null,
                                List.of(new Role("sms-provider", "a"), new Role("sms-provider", "a"))))),
                arguments("one connection point per hierarchy", "too-many-of-role", List.of(cas(SCP, SCP))),
                arguments("no connection point below the top", "role-below-top", with(primary("PS1", SCP))),
                arguments(
                        "no connection point on a secondary",
                        "role-out-of-place",
                        with(primary("PS1"), secondary("S01", "PS1", MP, SCP))),
                arguments(
                        "one Asset Intelligence point",
                        "too-many-of-role",
                        List.of(cas(SCP, "asset-intelligence-sync-point", "asset-intelligence-sync-point"))),
                arguments(
                        "Asset Intelligence at the top",
                        "role-below-top",
                        with(primary("PS1", "asset-intelligence-sync-point"))),
                arguments(
                        "one Endpoint Protection point",
                        "too-many-of-role",
                        List.of(alone(SCP, "endpoint-protection-point", "endpoint-protection-point"))),
                arguments(
                        "Endpoint Protection at the top",
                        "role-below-top",
                        with(primary("PS1", "endpoint-protection-point"))),
                arguments(
                        "one data warehouse",
                        "too-many-of-role",
                        List.of(alone(SCP, "data-warehouse-service-point", "data-warehouse-service-point"))),
                arguments(
                        "the data warehouse at the top",
                        "role-below-top",
                        with(primary("PS1", "data-warehouse-service-point"))),
                arguments(
                        "no gateway on a secondary",
                        "role-out-of-place",
                        with(primary("PS1"), secondary("S01", "PS1", MP, "cloud-management-gateway"))),
                arguments(
                        "the gateway's connection point on a primary",
                        "role-out-of-place",
                        List.of(cas(SCP, "cmg-connection-point"))),
                arguments(
                        "nor on a secondary",
                        "role-out-of-place",
                        with(primary("PS1"), secondary("S01", "PS1", MP, "cmg-connection-point"))),
                arguments(
                        "no certificate registration on a secondary",
                        "role-out-of-place",
                        with(primary("PS1"), secondary("S01", "PS1", MP, "certificate-registration-point"))),
                arguments("never a distribution point on a CAS", "role-out-of-place", List.of(cas(SCP, DP))),
                arguments("nor one that pulls", "role-out-of-place", List.of(cas(SCP, "pull-distribution-point"))),
                arguments("no management point on a CAS", "role-out-of-place", List.of(cas(SCP, MP))),
                arguments(
                        "one management point on a secondary",
                        "too-many-of-role",
                        with(primary("PS1"), secondary("S01", "PS1", MP, MP))),
                arguments(
                        "no device management point on a CAS",
                        "role-out-of-place",
                        List.of(cas(SCP, "device-management-point"))),
                arguments(
                        "no state migration point on a CAS",
                        "role-out-of-place",
                        List.of(cas(SCP, "state-migration-point"))),
                arguments(
                        "no fallback status point on a CAS",
                        "role-out-of-place",
                        List.of(cas(SCP, "fallback-status-point"))),
                arguments(
                        "nor on a secondary",
                        "role-out-of-place",
                        with(primary("PS1"), secondary("S01", "PS1", MP, "fallback-status-point"))),
                arguments(
                        "no reporting on a secondary",
                        "role-out-of-place",
                        with(primary("PS1"), secondary("S01", "PS1", MP, "reporting-services-point"))),
                arguments("enrollment on a primary", "role-out-of-place", List.of(cas(SCP, "enrollment-point"))),
                arguments("its proxy on a primary", "role-out-of-place", List.of(cas(SCP, "enrollment-proxy-point"))),
                arguments("Exchange on a primary", "role-out-of-place", List.of(cas(SCP, "exchange-connector"))),
                arguments(
                        "the catalog's service on a primary",
                        "role-out-of-place",
                        List.of(cas(SCP, "application-catalog-web-service-point"))),
                arguments(
                        "the catalog's site on a primary",
                        "role-out-of-place",
                        List.of(cas(SCP, "application-catalog-website-point"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isUnwise(String sentence, String code, List<Site> sites) {
        List<TopologyFault> faults = new Topology(sites, Branch.CURRENT, Mode.ONLINE).faults();
        assertThat(faults).allMatch(TopologyFault.Unwise.class::isInstance);
        assertThat(faults).extracting(TopologyFault::code).containsExactly(code);
    }

    static Stream<Arguments> isUnwise() {
        return Stream.of(
                arguments("25 primaries", "over-scale", with(many(26, i -> primary("P" + i)))),
                arguments(
                        "250 secondaries",
                        "over-scale",
                        and(alone(SCP), many(251, i -> secondary("S" + i, "PS1", MP)))),
                arguments("15 management points", "over-scale", List.of(alone(times(16, MP, SCP)))),
                arguments("250 distribution points", "over-scale", List.of(alone(times(251, DP, SCP)))),
                arguments("2,000 that pull", "over-scale", List.of(alone(times(2001, "pull-distribution-point", SCP)))),
                arguments(
                        "5,000 with the secondaries",
                        "over-scale",
                        and(
                                alone(times(1001, "pull-distribution-point", SCP)),
                                many(2, i -> secondary("S" + i, "PS1", times(2000, "pull-distribution-point", MP))))),
                arguments("4,000 clients a distribution point", "over-scale", List.of(clients(4_001, alone(SCP, DP)))),
                arguments("150,000 an update point", "over-scale", List.of(clients(150_001, alone(SCP, SUP)))),
                arguments(
                        "100,000 a fallback status point",
                        "over-scale",
                        List.of(clients(100_001, alone(SCP, "fallback-status-point")))),
                arguments("all sites on one version", "older-than-parent", List.of(newer(cas(SCP)), primary("PS1"))),
                arguments("something sent this", "lacking-role", List.of(alone())),
                arguments(
                        "a secondary has its management point",
                        "lacking-role",
                        List.of(alone(SCP), secondary("S01", "PS1", DP))),
                arguments(
                        "the warehouse needs reporting",
                        "lacking-role",
                        List.of(alone(SCP, "data-warehouse-service-point"))),
                arguments("a gateway leads somewhere", "lacking-role", List.of(alone(SCP, "cmg-connection-point"))),
                arguments("update points have one above", "lacking-role", with(primary("PS1", SUP))),
                arguments(
                        "gateways are made at the top",
                        "better-at-top",
                        with(primary("PS1", "cloud-management-gateway"))),
                arguments("a newer site has newer roles", "unknown-role", List.of(alone(SCP, "crystal-ball"))),
                arguments(
                        "the catalog ended with 1910",
                        "retired-role",
                        List.of(alone(SCP, "application-catalog-website-point"))),
                arguments(
                        "certificate registration ended",
                        "retired-role",
                        List.of(alone(SCP, "certificate-registration-point"))));
    }

    @Test
    void someThingsDependOnModeAndBranch() {
        assertThat(codes(List.of(alone(SCP, "cloud-management-gateway")), Branch.CURRENT, Mode.OFFLINE))
                .containsExactly("needs-online");
        assertThat(codes(List.of(alone(SCP)), Branch.TECHNICAL_PREVIEW, Mode.OFFLINE))
                .containsExactly("needs-online");
        assertThat(codes(List.of(clients(11, alone(SCP))), Branch.TECHNICAL_PREVIEW, Mode.ONLINE))
                .containsExactly("over-scale");
        assertThat(codes(with(primary("PS1")), Branch.TECHNICAL_PREVIEW, Mode.ONLINE))
                .containsExactly("against-branch");
        assertThat(codes(List.of(alone(SCP)), Branch.LTSB, Mode.ONLINE)).containsExactly("against-branch");
    }

    @Test
    void aWellPlacedHierarchyHasNoFault() {
        List<Site> sites = List.of(
                cas(
                        SCP,
                        SUP,
                        "endpoint-protection-point",
                        "data-warehouse-service-point",
                        "reporting-services-point",
                        "sms-provider"),
                primary(
                        "PS1",
                        MP,
                        MP,
                        DP,
                        SUP,
                        "cmg-connection-point",
                        "state-migration-point",
                        "fallback-status-point"),
                secondary("S01", "PS1", MP, DP, SUP));
        Topology topology = new Topology(sites, Branch.CURRENT, Mode.ONLINE);
        assertThat(topology.faults()).isEmpty();
        assertThat(topology.top().code()).isEqualTo("CAS");
    }

    private static List<String> codes(List<Site> sites, Branch branch, Mode mode) {
        return new Topology(sites, branch, mode)
                .faults().stream().map(TopologyFault::code).toList();
    }

    private static Site cas(String... roles) {
        return site("CAS", SiteType.CAS, null, roles);
    }

    private static Site alone(String... roles) {
        return site("PS1", SiteType.PRIMARY, null, roles);
    }

    private static Site primary(String code, String... roles) {
        return site(code, SiteType.PRIMARY, "CAS", roles);
    }

    private static Site secondary(String code, String parent, String... roles) {
        return site(code, SiteType.SECONDARY, parent, roles);
    }

    private static Site site(String code, SiteType type, @Nullable String parent, String... roles) {
        List<Role> held = IntStream.range(0, roles.length)
                .mapToObj(i -> new Role(roles[i], "server" + i))
                .toList();
        return new Site(code, type, parent, version(), null, null, held);
    }

    private static Site clients(int clients, Site site) {
        return new Site(site.code(), site.type(), site.parent(), site.version(), clients, null, site.roles());
    }

    private static Site newer(Site site) {
        return new Site(
                site.code(), site.type(), site.parent(), Version.parse("5.00.9132.1000"), null, null, site.roles());
    }

    private static List<Site> with(Site... below) {
        return and(cas(SCP), below);
    }

    private static List<Site> and(Site top, Site... below) {
        return Stream.concat(Stream.of(top), Arrays.stream(below)).toList();
    }

    private static Site[] many(int count, IntFunction<Site> site) {
        return IntStream.range(0, count).mapToObj(site).toArray(Site[]::new);
    }

    private static String[] times(int times, String role, String... others) {
        return Stream.concat(Collections.nCopies(times, role).stream(), Arrays.stream(others))
                .toArray(String[]::new);
    }

    private static Version version() {
        return Version.parse("5.00.9128.1000");
    }
}
