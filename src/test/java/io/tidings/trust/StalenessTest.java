package io.tidings.trust;

import static io.tidings.trust.TufFixture.NOW;
import static io.tidings.trust.TufFixture.sign;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sigstore.tuf.RoleExpiredException;
import dev.sigstore.tuf.RollbackVersionException;
import dev.sigstore.tuf.SnapshotTargetVersionException;
import io.tidings.trust.Untrusted.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody who shows what was true once, or, with stolen keys, what is not true yet. */
class StalenessTest extends Attack {

    private static final Instant YEAR = NOW.plus(Duration.ofDays(365));

    /** When a timestamp of now has expired, and nothing else. */
    private static final Instant LATER = NOW.plus(Duration.ofDays(4));

    @ParameterizedTest
    @EnumSource
    void anExpiredRootIsRefused(Visitor client) throws Exception {
        var visit = visited(client);
        fixture.serveRoot(fixture.root().next(NOW.minusSeconds(1)), fixture.firstRootKey, fixture.secondRootKey);
        refused(visit, NOW, Reason.EXPIRED, RoleExpiredException.class);
    }

    @ParameterizedTest
    @EnumSource
    void expiredTargetsAreRefused(Visitor client) throws Exception {
        var visit = visited(client);
        var files = fixture.serveContents(Map.of(MINE, "edition 413"));
        forge(new Targets(NUMBER + 100, NOW.minusSeconds(1), files, null), NOW.plus(Duration.ofDays(1)));
        refused(visit, NOW, Reason.EXPIRED, RoleExpiredException.class);
    }

    @ParameterizedTest
    @EnumSource
    void anExpiredSnapshotIsRefused(Visitor client) throws Exception {
        var visit = visited(client);
        var files = fixture.serveContents(Map.of(MINE, "edition 413"));
        forge(new Targets(NUMBER + 100, NOW.plus(Duration.ofDays(1)), files, null), NOW.minusSeconds(1));
        refused(visit, NOW, Reason.EXPIRED, RoleExpiredException.class);
    }

    @ParameterizedTest
    @EnumSource
    void anExpiredTimestampIsRefused(Visitor client) throws Exception {
        var visit = visited(client);
        fixture.serve(fixture.repository().sign(files("edition 413"), NUMBER + 1, NOW));
        assertThat(visit.fetch(MINE, NOW)).asString().isEqualTo("edition 413");
        fixture.replace("timestamp.json", sign(expired(timestamp()), fixture.onlineKey));
        refused(visit, LATER, Reason.EXPIRED, RoleExpiredException.class);
    }

    /** The very bytes that the client has already, each signature good, for longer than they are meant to last. */
    @Test
    void aRepositoryThatStandsStillIsNoticed() throws Exception {
        refused(visited(Visitor.OURS), LATER, Reason.EXPIRED, RoleExpiredException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aRepositoryThatStandsStillIsNoticed_byWhoComesForTheFirstTime(Visitor client) throws Exception {
        refused(client.open(folder, fixture, mirror), LATER, Reason.EXPIRED, RoleExpiredException.class);
    }

    /**
     * A limit of the foreign client: it does not ask how old a timestamp is whose number it knows already, as TUF 1.0 can be
     * read (5.4.3). In a version that does, this fails, and the first of these is for both.
     */
    @Test
    void aRepositoryThatStandsStillIsBelievedByTheForeignClientThatKnowsIt() throws Exception {
        assertThat(visited(Visitor.FOREIGN).fetch(MINE, LATER)).asString().isEqualTo("edition 412");
    }

    @ParameterizedTest
    @EnumSource
    void aRootRolledBackIsRefused(Visitor client) throws Exception {
        var visit = visited(client);
        fixture.replace("2.root.json", fixture.pinnedRoot());
        refused(visit, NOW, Reason.ROLLED_BACK, RollbackVersionException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aTimestampRolledBackIsRefused(Visitor client) throws Exception {
        var visit = visited(client);
        fixture.serve(NUMBER - 1, Map.of(MINE, "edition 411"));
        refused(visit, NOW, Reason.ROLLED_BACK, RollbackVersionException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aSnapshotRolledBackIsRefused(Visitor client) throws Exception {
        var visit = visited(client);
        var old = timestamp();
        var back = new Timestamp(
                old.version() + 1, old.expires(), new MetaFile(old.snapshot().version() - 1, null));
        fixture.replace("timestamp.json", sign(back, fixture.onlineKey));
        refused(visit, NOW, Reason.ROLLED_BACK, RollbackVersionException.class);
    }

    @ParameterizedTest
    @EnumSource
    void targetsRolledBackAreRefused(Visitor client) throws Exception {
        var visit = visited(client);
        var old = new Targets(1, NOW.plus(Duration.ofDays(1)), files("edition 1"), null);
        forge(old, NOW.plus(Duration.ofDays(1)));
        refused(visit, NOW, Reason.ROLLED_BACK, SnapshotTargetVersionException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aFastForwardIsHealedByNewKeys(Visitor client) throws Exception {
        var visit = visited(client);
        fixture.serve(fixture.repository().sign(files("stolen"), Integer.MAX_VALUE - 1_000, NOW));
        assertThat(visit.fetch(MINE, NOW)).asString().isEqualTo("stolen");

        var fresh = TufFixture.newKey(Scheme.ED25519);
        var next = fixture.root().next(YEAR);
        for (var role : List.of(TopRole.TIMESTAMP, TopRole.SNAPSHOT)) {
            next = next.with(role, fresh.key())
                    .without(role, fixture.onlineKey.key().keyId());
        }
        serveRoot(next);
        fixture.serve(fixture.repository(fresh).sign(files("healed"), NUMBER + 1, NOW));
        assertThat(visit.fetch(MINE, NOW)).asString().isEqualTo("healed");
    }

    /** The foreign client forgets numbers only where a key comes, not where one goes. */
    @Test
    void aFastForwardIsHealedByTheKeyThatStays() throws Exception {
        var visit = visited(Visitor.OURS);
        var stays = TufFixture.newKey(Scheme.ED25519);
        serveRoot(fixture.root().next(YEAR).with(TopRole.TIMESTAMP, stays.key()).with(TopRole.SNAPSHOT, stays.key()));
        fixture.serve(fixture.repository().sign(files("stolen"), Integer.MAX_VALUE - 1_000, NOW));
        assertThat(visit.fetch(MINE, NOW)).asString().isEqualTo("stolen");

        var stolen = fixture.onlineKey.key().keyId();
        serveRoot(fixture.root().next(YEAR).without(TopRole.TIMESTAMP, stolen).without(TopRole.SNAPSHOT, stolen));
        fixture.serve(fixture.repository(stays).sign(files("healed"), NUMBER + 1, NOW));
        assertThat(visit.fetch(MINE, NOW)).asString().isEqualTo("healed");
    }

    @ParameterizedTest
    @EnumSource
    void whatARevokedTargetsKeySaidIsReadAnew_inTheSameStateToo(Visitor client) throws Exception {
        var visit = visited(client);
        var fresh = TufFixture.newKey(Scheme.ED25519);
        serveRoot(fixture.root()
                .next(YEAR)
                .with(TopRole.TARGETS, fresh.key())
                .without(TopRole.TARGETS, fixture.targetsKey.key().keyId()));
        fixture.serve(fixture.repository(fixture.onlineKey, fresh).sign(files("by the new key"), NUMBER, NOW));
        assertThat(visit.fetch(MINE, NOW)).asString().isEqualTo("by the new key");
    }

    private void serveRoot(Root next) {
        fixture.serveRoot(next, fixture.firstRootKey, fixture.secondRootKey);
    }
}
