package io.tidings.hierarchy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidings.fleet.Fleet;
import io.tidings.fleet.Variation;
import io.tidings.protocol.UsageReport;
import io.tidings.version.Version;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StandingTest {
    private static final BasePackage BASE = new BasePackage(
            UUID.fromString("5B8886C7-F967-4F8A-92AA-009E28368853"), BaseRing.GA, LocalDate.of(2024, 5, 20));

    @Test
    void canonicalFormIsFixed() {
        Standing standing = standing(new Installed.Known(set("28204160", "29166583"), set("29166583")));
        assertThat(new String(standing.canonical(), UTF_8))
                .isEqualTo(
                        """
                standing/1
                branch current
                version 5.00.9128.1000
                base-ring ga
                base-guid 5b8886c7-f967-4f8a-92aa-009e28368853
                base-downloaded-on 2024-05-20
                opt-in 2603
                condition tenant-attached
                installed known
                update 28204160
                first-release 29166583
                """);
        assertThat(standing.id()).hasToString("9cd8ce3e1f61f168c6397be8cf7b4944c6f07aaf49d594e41513f4be233b5ad7");
    }

    @Test
    void whoseItIsStandsInTheForm_butOfTheOwnerOfTheInstallation() {
        Standing ours = standing(new Installed.Known(set("28204160", "29166583"), set("29166583")));
        assertThat(ours.tenant()).isEqualTo("default");
        assertThat(ours.ownedBy("default")).isSameAs(ours);
        assertThat(new String(ours.ownedBy("north").canonical(), UTF_8))
                .isEqualTo(
                        new String(ours.canonical(), UTF_8).replaceFirst("standing/1\n", "standing/1\ntenant north\n"));
        assertThat(ours.ownedBy("north").ownedBy("default").id()).isEqualTo(ours.id());
    }

    @Test
    void equalFactsHaveEqualBytes_whateverTheOrder() {
        SortedSet<String> backwards = new TreeSet<>(Comparator.reverseOrder());
        backwards.addAll(List.of("1", "3", "2"));
        Standing one = standing(new Installed.Known(set("3", "2", "1")));
        Standing other = standing(new Installed.Known(backwards));
        assertThat(one.canonical()).isEqualTo(other.canonical());
        assertThat(one.id()).isEqualTo(other.id()).isEqualByComparingTo(other.id());
    }

    @Test
    void onlyTheBuildDecides() {
        assertThat(with("5.00.9128.1014").id()).isEqualTo(with("5.00.9128.1000").id());
        assertThat(with("5.00.9132.1000").id())
                .isNotEqualTo(with("5.00.9128.1000").id());
    }

    @Test
    void nothingInstalledIsNotUnknown() {
        Standing nothing = standing(new Installed.Known(Collections.emptySortedSet()));
        Standing unknown = standing(new Installed.Unknown());
        assertThat(nothing.id()).isNotEqualTo(unknown.id());
    }

    /** Two rows of one number, as the console of a site shows them that took the update twice (FACTS 5.3 rule 13). */
    @Test
    void whoTookBothReleasesHasTheLaterOne_inWhateverOrderTheyAreTold() {
        var first = new UsageReport.InstalledUpdate("29166583", LocalDate.of(2024, 9, 4), true);
        var later = new UsageReport.InstalledUpdate("29166583", LocalDate.of(2024, 9, 20), false);
        assertThat(reported(first)).isEqualTo(new Installed.Known(set("29166583"), set("29166583")));
        assertThat(reported(first, later))
                .isEqualTo(reported(later, first))
                .isEqualTo(new Installed.Known(set("29166583")));
    }

    private static Installed reported(UsageReport.InstalledUpdate... installed) {
        var report = Variation.of(new Fleet(1).report(1, 1))
                .level(2)
                .installed(installed)
                .report();
        return Seen.of(report).standing().installed();
    }

    @Test
    void anIdCannotBreakOutOfItsLine() {
        Standing one = standing(new Installed.Known(set("1\nupdate 2")));
        Standing two = standing(new Installed.Known(set("1", "2")));
        assertThat(one.id()).isNotEqualTo(two.id());
    }

    @ParameterizedTest
    @MethodSource("differentStandings")
    void readsWhatItWrote(Standing standing) {
        assertThat(Standing.ofCanonical(standing.canonical())).isEqualTo(standing);
        assertThat(StandingId.of(standing.id().bytes())).isEqualTo(standing.id());
    }

    @Test
    void everyFactDecides() {
        assertThat(differentStandings().map(Standing::id)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("broken")
    void refusesWhatIsNoCanonicalForm(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Standing.ofCanonical(text.getBytes(UTF_8)));
    }

    static Stream<String> broken() {
        return Stream.of(
                "",
                "standing/2\n",
                "standing/1\n",
                "standing/1\nbranch sideways\n",
                "standing/1\nbranch current\nversion 5.00.9128.1000\n",
                "standing/1\nbranch current\nversion 5.00.9128.1000\nbase-ring ga\ninstalled unknown\n",
                "standing/1\nbranch current\nversion 5.00.9128.1000\ninstalled known\nupgrade 1\n");
    }

    static Stream<Standing> differentStandings() {
        Installed none = new Installed.Known(Collections.emptySortedSet());
        return Stream.of(
                standing(none),
                standing(new Installed.Unknown()),
                standing(new Installed.Known(set("1"))),
                standing(new Installed.Known(set("1"), set("1"))),
                standing(new Installed.Known(set("1", "2"), set("1"))),
                standing(new Installed.Known(set("1", "2"), set("2"))),
                standing(new Installed.Known(set("1\\", "n\n2"))),
                with("5.00.9141.1000"),
                standing(none).ownedBy("north"),
                standing(none).ownedBy("north\nbranch ltsb"),
                new Standing(Branch.LTSB, version(), BASE, set(), Conditions.NONE, none),
                new Standing(Branch.TECHNICAL_PREVIEW, version(), BASE, set(), Conditions.NONE, none),
                new Standing(Branch.CURRENT, version(), null, set(), Conditions.NONE, none),
                based(new BasePackage(null, BaseRing.GA, null)),
                based(new BasePackage(null, BaseRing.EARLY, null)),
                based(new BasePackage(null, BaseRing.TAP, LocalDate.of(2024, 5, 20))),
                based(new BasePackage(BASE.guid(), BaseRing.TAP, null)),
                when(new Conditions(true, false, false, false)),
                when(new Conditions(false, true, false, false)),
                when(new Conditions(false, false, true, false)),
                when(new Conditions(false, false, true, true)),
                new Standing(Branch.CURRENT, version(), BASE, set("2509", "2603"), Conditions.NONE, none));
    }

    private static Standing standing(Installed installed) {
        return new Standing(
                Branch.CURRENT, version(), BASE, set("2603"), new Conditions(true, false, false, false), installed);
    }

    private static Standing with(String version) {
        return new Standing(
                Branch.CURRENT, Version.parse(version), BASE, set(), Conditions.NONE, new Installed.Unknown());
    }

    private static Standing based(BasePackage base) {
        return new Standing(Branch.CURRENT, version(), base, set(), Conditions.NONE, new Installed.Unknown());
    }

    private static Standing when(Conditions conditions) {
        return new Standing(Branch.CURRENT, version(), null, set(), conditions, new Installed.Unknown());
    }

    private static Version version() {
        return Version.parse("5.00.9128.1000");
    }

    private static SortedSet<String> set(String... values) {
        return new TreeSet<>(List.of(values));
    }
}
