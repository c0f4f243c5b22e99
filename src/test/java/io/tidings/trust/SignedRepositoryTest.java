package io.tidings.trust;

import static io.tidings.trust.TufFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SignedRepositoryTest {

    private static final String HIERARCHY = "b-Wp6K2zYgBoo87tTvqBHlKzWPO_drKY42I1XgNiEuo";
    private static final TargetFile EDITION = TargetFile.of(new byte[] {4, 1, 2});
    private static final int MEGABYTE = 1 << 20;

    private final TufFixture fixture = new TufFixture();
    private int made;

    @Test
    void nothingIsSignedBeforeItIsAskedForAndThenOnce() {
        var signed = new SignedRepository(fixture.repository(), MEGABYTE);
        var holdings = holdings(HIERARCHY, 412);
        assertThat(signed.isSigned(holdings, NOW)).isFalse();
        assertThat(made).isZero();

        var first = signed.file(holdings, "timestamp.json", NOW);
        assertThat(signed.file(holdings(HIERARCHY, 412), "timestamp.json", NOW.plusSeconds(60)))
                .isSameAs(first);
        assertThat(signed.isSigned(holdings, NOW)).isTrue();
        assertThat(made).isEqualTo(1);
    }

    @Test
    void itIsRenewedBeforeItExpires() {
        var signed = new SignedRepository(fixture.repository(), MEGABYTE);
        for (var day = 0; day < 120; day++) {
            var now = NOW.plus(Duration.ofDays(day));
            assertThat(timestamp(signed, 412, now).expires()).isAfter(now.plus(Duration.ofDays(2)));
        }
        assertThat(made).isEqualTo(120);
    }

    @Test
    void aClientHalfwayThroughFindsWhatItWasPromised() {
        var signed = new SignedRepository(fixture.repository(), MEGABYTE);
        var promised = timestamp(signed, 412, NOW).snapshot().version() + ".snapshot.json";
        var newer = timestamp(signed, 413, NOW).snapshot().version() + ".snapshot.json";

        assertThat(signed.file(holdings(HIERARCHY, 413), promised, NOW)).isNotNull();
        assertThat(signed.file(holdings(HIERARCHY, 413), newer, NOW)).isNotNull();
        assertThat(signed.file(holdings(HIERARCHY, 413), "1.snapshot.json", NOW))
                .isNull();
    }

    @Test
    void anAskerThatHasNotHeardYetGetsTheNewerSet() {
        var signed = new SignedRepository(fixture.repository(), MEGABYTE);
        var newest = timestamp(signed, 413, NOW);
        assertThat(timestamp(signed, 412, NOW)).isEqualTo(newest);
    }

    @Test
    void aForgottenSubjectBeginsAnew() {
        var signed = new SignedRepository(fixture.repository(), MEGABYTE);
        var before = timestamp(signed, 413, NOW);
        signed.forget(HIERARCHY);
        assertThat(timestamp(signed, 12, NOW).version()).isLessThan(before.version());
    }

    @Test
    void theOldestLeaveWhenThereIsNoMoreRoom() {
        var signed = new SignedRepository(fixture.repository(), 8_000);
        for (var n = 0; n < 20; n++) {
            signed.file(holdings("hierarchy-" + n, 412), "timestamp.json", NOW);
        }
        signed.file(holdings("hierarchy-19", 412), "timestamp.json", NOW);
        assertThat(made).isEqualTo(20);
        signed.file(holdings("hierarchy-0", 412), "timestamp.json", NOW);
        assertThat(made).isEqualTo(21);
    }

    @Test
    void aRootIsTheSameForEverySubject() {
        var signed = new SignedRepository(fixture.repository(), MEGABYTE);
        assertThat(signed.root(1)).isEqualTo(fixture.pinnedRoot());
    }

    private Timestamp timestamp(SignedRepository signed, int number, Instant now) {
        var file = signed.file(holdings(HIERARCHY, number), "timestamp.json", now);
        return Signed.parse(file == null ? new byte[0] : file, Timestamp::from).metadata();
    }

    private Holdings holdings(String subject, int number) {
        return new Holdings(subject, number, this::content);
    }

    private SortedMap<String, TargetFile> content() {
        made++;
        return new TreeMap<>(Map.of(Holdings.editionName(HIERARCHY), EDITION));
    }
}
