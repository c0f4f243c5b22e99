package io.tidings.trust;

import static io.tidings.trust.TufFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RepositoryTest {

    private static final TufFixture FIXTURE = new TufFixture();
    private static final Repository REPOSITORY = FIXTURE.repository();
    private static final TreeMap<String, TargetFile> FILES =
            new TreeMap<>(Map.of("28204160/update.cab", TargetFile.of(new byte[] {1, 2, 3})));

    @Test
    void twoReplicasSignTheSameBytes() {
        var one = FIXTURE.repository().sign(FILES, 7, NOW);
        var other = FIXTURE.repository().sign(FILES, 7, NOW.plusSeconds(3));
        assertThat(other.files()).usingRecursiveComparison().isEqualTo(one.files());
    }

    @Test
    void replicasWhoseSignaturesDifferNameVersionsOnly() {
        var fixture = new TufFixture(Scheme.ECDSA_P256);
        assertThat(timestamp(fixture.repository().sign(FILES, 7, NOW))
                        .snapshot()
                        .content())
                .isNull();
        assertThat(timestamp(FIXTURE.repository().sign(FILES, 7, NOW))
                        .snapshot()
                        .content())
                .isNotNull();
    }

    @Property
    void everyChangeAndEveryRenewalMakesAHigherVersion(
            @ForAll @IntRange(min = 1, max = 5_000) int number,
            @ForAll @IntRange(max = 3) int changes,
            @ForAll @IntRange(max = 2_000) int hours) {
        var later = NOW.plus(Duration.ofHours(hours));
        var before = REPOSITORY.sign(FILES, number, NOW);
        var after = REPOSITORY.sign(FILES, number + changes, later);
        var changed = changes > 0 || !later.isBefore(before.renewAt());
        assertThat(timestamp(after).version() > timestamp(before).version()).isEqualTo(changed);
        assertThat(timestamp(after).snapshot().version())
                .isGreaterThanOrEqualTo(timestamp(before).snapshot().version() + changes);
    }

    @Test
    void otherKeysMakeHigherVersions_thoughNothingElseChanged() {
        var fixture = new TufFixture();
        var before = fixture.repository().sign(FILES, 7, NOW);
        fixture.serveRoot(
                fixture.root().next(NOW.plus(Duration.ofDays(9))), fixture.firstRootKey, fixture.secondRootKey);
        var after = fixture.repository().sign(FILES, 7, NOW);
        assertThat(timestamp(after).version()).isGreaterThan(timestamp(before).version());
        assertThat(timestamp(after).snapshot().version())
                .isGreaterThan(timestamp(before).snapshot().version());
    }

    @Property
    void metadataIsSignedAnewLongBeforeItExpires(@ForAll @IntRange(max = 20_000) int hours) {
        var now = NOW.plus(Duration.ofHours(hours));
        var set = REPOSITORY.sign(FILES, 7, now);
        assertThat(set.renewAt()).isAfter(now);
        assertThat(timestamp(set).expires()).isAfter(set.renewAt().plus(Duration.ofDays(2)));
    }

    @Test
    void aKeyThatTheRootDoesNotNameIsRefusedAtTheStart() {
        assertThatThrownBy(() -> FIXTURE.repository(TufFixture.newKey(Scheme.ED25519)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("timestamp");
    }

    @Test
    void tooFewKeysForTheThresholdAreRefusedAtTheStart() {
        var fixture = new TufFixture();
        var second = TufFixture.newKey(Scheme.ED25519);
        var next = fixture.root()
                .next(NOW.plus(Duration.ofDays(9)))
                .with(TopRole.TARGETS, second.key())
                .withThreshold(TopRole.TARGETS, 2);
        fixture.serveRoot(next, fixture.firstRootKey, fixture.secondRootKey);
        assertThatThrownBy(fixture::repository)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("targets needs 2");
    }

    @Test
    void aBrokenChainOfRootsIsRefusedAtTheStart() {
        var signers = new OnlineSigners(List.of(), List.of(), List.of());
        var roots = List.of(FIXTURE.pinnedRoot(), FIXTURE.pinnedRoot());
        assertThatThrownBy(() -> new Repository(roots, signers, Lifetimes.ONLINE))
                .isInstanceOf(Untrusted.class);
    }

    @Test
    void aRootIsServedByItsVersion() {
        assertThat(FIXTURE.repository().root(1)).isEqualTo(FIXTURE.pinnedRoot());
        assertThat(FIXTURE.repository().root(2)).isNull();
    }

    @Test
    void aNameThatLeavesItsFolderIsRefused() {
        var files = new TreeMap<>(Map.of("../passwd", TargetFile.of(new byte[0])));
        assertThatThrownBy(() -> FIXTURE.repository().sign(files, 7, NOW)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theHashIsFoundInTheNameUnderWhichContentIsKept() {
        var file = TargetFile.of(new byte[] {1});
        assertThat(TargetName.inRepository("28204160/update.v2.cab", file))
                .isEqualTo("28204160/" + file.sha256().hex() + ".update.v2.cab");
        assertThat(TargetName.digestIn(TargetName.inRepository("28204160/update.v2.cab", file)))
                .isEqualTo(file.sha256());
        assertThatThrownBy(() -> TargetName.digestIn("no-hash")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Timestamp timestamp(MetadataSet set) {
        var file = set.file("timestamp.json");
        return Signed.parse(file == null ? new byte[0] : file, Timestamp::from).metadata();
    }
}
