package io.tidings.trust;

import static io.tidings.trust.TufFixture.NOW;
import static io.tidings.trust.TufFixture.sign;

import dev.sigstore.tuf.SignatureVerificationException;
import dev.sigstore.tuf.TargetMetadataMissingException;
import io.tidings.trust.Untrusted.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody who has no keys, or not these, or who passes one hierarchy's edition to another. */
class ForgeryTest extends Attack {

    private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));

    @ParameterizedTest
    @EnumSource
    void unsignedMetadataIsRefused(Visitor client) throws Exception {
        var visit = visited(client);
        fixture.serve(NUMBER + 1, Map.of(MINE, "edition 413"));
        fixture.replace("timestamp.json", sign(timestamp()));
        refused(visit, NOW, Reason.TOO_FEW_SIGNATURES, SignatureVerificationException.class);
    }

    @ParameterizedTest
    @EnumSource
    void anUnsignedSnapshotIsRefused(Visitor client) throws Exception {
        var visit = visited(client);
        forge(next(), TOMORROW);
        fixture.replace(snapshot().version() + ".snapshot.json", sign(snapshot()));
        refused(visit, NOW, Reason.TOO_FEW_SIGNATURES, SignatureVerificationException.class);
    }

    @ParameterizedTest
    @EnumSource
    void unsignedTargetsAreRefused(Visitor client) throws Exception {
        var visit = visited(client);
        forge(next(), TOMORROW);
        fixture.replace(next().version() + ".targets.json", sign(next()));
        refused(visit, NOW, Reason.TOO_FEW_SIGNATURES, SignatureVerificationException.class);
    }

    /** Who holds the key that is online all the time cannot say what is offered. */
    @ParameterizedTest
    @EnumSource
    void targetsSignedByTheOnlineKeyAreRefused(Visitor client) throws Exception {
        var visit = visited(client);
        forge(next(), TOMORROW);
        fixture.replace(next().version() + ".targets.json", sign(next(), fixture.onlineKey));
        refused(visit, NOW, Reason.TOO_FEW_SIGNATURES, SignatureVerificationException.class);
    }

    private Targets next() {
        return new Targets(NUMBER + 100, TOMORROW, files("edition 512"), null);
    }

    @ParameterizedTest
    @EnumSource
    void aStrangersKeyIsRefused(Visitor client) throws Exception {
        var visit = visited(client);
        fixture.replace("timestamp.json", sign(timestamp(), TufFixture.newKey(Scheme.ED25519)));
        refused(visit, NOW, Reason.TOO_FEW_SIGNATURES, SignatureVerificationException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aKeyOfAnotherRoleIsRefused(Visitor client) throws Exception {
        var visit = visited(client);
        fixture.replace("timestamp.json", sign(timestamp(), fixture.targetsKey));
        refused(visit, NOW, Reason.TOO_FEW_SIGNATURES, SignatureVerificationException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aRootWithTooFewSignaturesIsRefused(Visitor client) throws Exception {
        var visit = visited(client);
        fixture.replace("2.root.json", sign(fixture.root().next(NOW.plus(Duration.ofDays(9))), fixture.firstRootKey));
        refused(visit, NOW, Reason.TOO_FEW_SIGNATURES, SignatureVerificationException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aRootThatTheOldKeysDidNotSignIsRefused(Visitor client) throws Exception {
        var visit = visited(client);
        var mine = List.of(TufFixture.newKey(Scheme.ED25519), TufFixture.newKey(Scheme.ED25519));
        var stolen = fixture.root().next(NOW.plus(Duration.ofDays(9)));
        for (var old : fixture.root().of(TopRole.ROOT).keyIds()) {
            stolen = stolen.without(TopRole.ROOT, old);
        }
        stolen = stolen.with(TopRole.ROOT, mine.get(0).key())
                .with(TopRole.ROOT, mine.get(1).key());
        fixture.replace("2.root.json", sign(stolen, mine.get(0), mine.get(1)));
        refused(visit, NOW, Reason.TOO_FEW_SIGNATURES, SignatureVerificationException.class);
    }

    @ParameterizedTest
    @EnumSource
    void anotherHierarchysEditionIsRefused(Visitor client) throws Exception {
        var visit = visited(client);
        fixture.serve(NUMBER + 1, Map.of(THEIRS, "genuine, but theirs"));
        refused(visit, NOW, Reason.UNKNOWN, TargetMetadataMissingException.class);
    }
}
