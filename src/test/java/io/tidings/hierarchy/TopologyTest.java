package io.tidings.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.version.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * One row per sentence of the placement rules that a report can break. A site in the tables is a letter for its type (c p s), its
 * code, its parent after {@code <}, {@code +} for a newer build and {@code ^} for 2603, {@code #} and its clients, and its roles in
 * parentheses, each as often as {@code *} says, all on servers of their own unless {@code @} names one.
 */
class TopologyTest {
    private static final Pattern SITE =
            Pattern.compile("([cps])(\\w+)(?:~(\\d+))?(?:<(\\w+))?([+^])?(?:#(\\d+))?(?:\\(([^)]*)\\))?");
    private static final Map<String, String> SHORT = Map.of(
            "scp", "service-connection-point",
            "mp", "management-point",
            "dp", "distribution-point",
            "pull", "pull-distribution-point",
            "sup", "software-update-point",
            "cmg", "cloud-management-gateway");

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "impossible.csv", delimiter = '|', numLinesToSkip = 1)
    void isImpossible(String sentence, String code, String sites) {
        assertThat(faults(sites, Branch.CURRENT, Mode.ONLINE))
                .filteredOn(TopologyFault.Impossible.class::isInstance)
                .extracting(TopologyFault::code)
                .contains(code);
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "unwise.csv", delimiter = '|', numLinesToSkip = 1)
    void isUnwise(String sentence, String code, String sites, @Nullable Branch branch, @Nullable Mode mode) {
        List<TopologyFault> faults =
                faults(sites, branch == null ? Branch.CURRENT : branch, mode == null ? Mode.ONLINE : mode);
        assertThat(faults).allMatch(TopologyFault.Unwise.class::isInstance);
        assertThat(faults).extracting(TopologyFault::code).containsExactly(code);
        assertThat(faults).extracting(TopologyFault::detail).allMatch(detail -> !detail.isBlank());
    }

    @Test
    void theDetailDoesNotGrowWithTheReport() {
        assertThat(faults("pP~10000(scp)", Branch.CURRENT, Mode.ONLINE))
                .filteredOn(TopologyFault.ManyTopTiers.class::isInstance)
                .extracting(TopologyFault::detail)
                .containsExactly("more than one site stands at the top: [P0, P1, P2, P3, P4] and 9995 more");
    }

    @Test
    void aWellPlacedHierarchyHasNoFault() {
        String sites = "cCAS(scp sup endpoint-protection-point data-warehouse-service-point reporting-services-point"
                + " sms-provider cmg) pPS1<CAS#4000(mp*2 dp sup cmg-connection-point fallback-status-point)"
                + " sS01<PS1(mp dp sup state-migration-point)";
        assertThat(faults(sites, Branch.CURRENT, Mode.ONLINE)).isEmpty();
        assertThat(new Topology(sites(sites), Branch.CURRENT, Mode.ONLINE).top().code())
                .isEqualTo("CAS");
    }

    private static List<TopologyFault> faults(String sites, Branch branch, Mode mode) {
        return new Topology(sites(sites), branch, mode).faults();
    }

    private static List<Site> sites(String text) {
        List<Site> sites = new ArrayList<>();
        Matcher one = SITE.matcher(text);
        while (one.find()) {
            if (one.group(3) == null) {
                sites.add(site(one, one.group(2)));
            } else {
                for (int i = 0; i < Integer.parseInt(one.group(3)); i++) {
                    sites.add(site(one, one.group(2) + i));
                }
            }
        }
        return sites;
    }

    private static Site site(Matcher one, String code) {
        return new Site(
                code,
                switch (one.group(1)) {
                    case "c" -> SiteType.CAS;
                    case "p" -> SiteType.PRIMARY;
                    default -> SiteType.SECONDARY;
                },
                one.group(4),
                Version.parse("5.00." + build(one.group(5)) + ".1000"),
                one.group(6) == null ? null : Integer.valueOf(one.group(6)),
                null,
                roles(one.group(7)));
    }

    private static int build(@Nullable String mark) {
        if (mark == null) {
            return 9128;
        }
        return mark.equals("+") ? 9132 : 9146;
    }

    private static List<Role> roles(@Nullable String text) {
        List<Role> roles = new ArrayList<>();
        for (String word : text == null ? List.<String>of() : List.of(text.split(" ", -1))) {
            String[] server = word.split("@", 2);
            String[] times = server[0].split("\\*", 2);
            for (int i = 0; i < (times.length == 1 ? 1 : Integer.parseInt(times[1])); i++) {
                String name = SHORT.getOrDefault(times[0], times[0]);
                roles.add(new Role(name, server.length == 1 ? name + roles.size() : server[1]));
            }
        }
        return roles;
    }
}
