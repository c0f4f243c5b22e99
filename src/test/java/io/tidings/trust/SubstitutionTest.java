package io.tidings.trust;

import static io.tidings.trust.TufFixture.NOW;
import static io.tidings.trust.TufFixture.sign;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sigstore.tuf.FileExceedsMaxLengthException;
import dev.sigstore.tuf.InvalidHashesException;
import dev.sigstore.tuf.SnapshotVersionMismatchException;
import io.tidings.trust.Untrusted.Reason;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody who puts one file in the place of another, or one without an end. */
class SubstitutionTest extends Attack {

    private static final String NEXT = "edition 413";

    /** Where the content of the next edition is fetched from. */
    private static final String CONTENT = "targets/" + TargetName.inRepository(MINE, TargetFile.of(utf8(NEXT)));

    @ParameterizedTest
    @EnumSource
    void mixedMetadataIsRefused(Visitor client) throws Exception {
        var visit = visited(client);
        var old = fixture.file(fixture.nameOf(".targets.json"));
        fixture.forgetMetadata();
        serveNext();
        fixture.replace(fixture.nameOf(".targets.json"), old == null ? new byte[0] : old);
        refused(visit, NOW, Reason.WRONG_CONTENT, InvalidHashesException.class);
    }

    @ParameterizedTest
    @EnumSource
    void mixedMetadataIsRefused_namedByVersionOnly(Visitor client) throws Exception {
        var visit = visited(client);
        var version = NUMBER + 100;
        forge(
                new Targets(version, NOW.plus(Duration.ofDays(1)), files("edition 512"), null),
                NOW.plus(Duration.ofDays(1)));
        var other = new Targets(version + 1, NOW.plus(Duration.ofDays(1)), files("edition 513"), null);
        fixture.replace(version + ".targets.json", sign(other, fixture.targetsKey));
        refused(visit, NOW, Reason.MIXED, SnapshotVersionMismatchException.class);
    }

    @ParameterizedTest
    @EnumSource
    void endlessMetadataIsCutOff(Visitor client) throws Exception {
        var visit = visited(client);
        mirror.serveWithoutEnd("timestamp.json");
        isCutOff(visit);
    }

    @ParameterizedTest
    @EnumSource
    void anEndlessRootIsCutOff(Visitor client) throws Exception {
        var visit = visited(client);
        mirror.serveWithoutEnd("2.root.json");
        isCutOff(visit);
    }

    @ParameterizedTest
    @EnumSource
    void anEndlessSnapshotIsCutOff(Visitor client) throws Exception {
        isCutOff(visited(client), ".snapshot.json");
    }

    @ParameterizedTest
    @EnumSource
    void endlessTargetsAreCutOff(Visitor client) throws Exception {
        isCutOff(visited(client), ".targets.json");
    }

    private void isCutOff(Visitor.Visit visit, String role) {
        fixture.forgetMetadata();
        serveNext();
        mirror.serveWithoutEnd(fixture.nameOf(role));
        isCutOff(visit);
    }

    private void isCutOff(Visitor.Visit visit) {
        refused(visit, NOW, Reason.TOO_LONG, FileExceedsMaxLengthException.class);
        assertThat(mirror.endlessBytes()).isLessThan(64L << 20);
    }

    private void serveNext() {
        fixture.serve(NUMBER + 1, Map.of(MINE, NEXT));
    }

    @ParameterizedTest
    @EnumSource
    void endlessContentIsCutOff(Visitor client) throws Exception {
        var visit = visited(client);
        serveNext();
        mirror.serveWithoutEnd(CONTENT);
        isCutOff(visit);
    }

    @ParameterizedTest
    @EnumSource
    void contentOfAnotherHashIsRefused(Visitor client) throws Exception {
        var visit = visited(client);
        serveNext();
        fixture.replace(CONTENT, utf8("edition 666"));
        refused(visit, NOW, Reason.WRONG_CONTENT, InvalidHashesException.class);
    }

    @ParameterizedTest
    @EnumSource
    void contentOfAnotherLengthIsRefused_tooShort(Visitor client) throws Exception {
        var visit = visited(client);
        serveNext();
        fixture.replace(CONTENT, utf8("edition"));
        refused(visit, NOW, Reason.WRONG_CONTENT, InvalidHashesException.class);
    }

    @ParameterizedTest
    @EnumSource
    void contentOfAnotherLengthIsRefused_tooLong(Visitor client) throws Exception {
        var visit = visited(client);
        serveNext();
        fixture.replace(CONTENT, utf8("edition 413 and more"));
        refused(visit, NOW, Reason.TOO_LONG, FileExceedsMaxLengthException.class);
    }
}
