package io.tidings.trust;

import static io.tidings.trust.TufFixture.NOW;
import static io.tidings.trust.TufFixture.sign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tidings.trust.Untrusted.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The ground of the attacks: a healthy repository that each client has visited once. Each is tried on both clients. */
abstract class Attack {

    static final String MINE = Holdings.editionName("b-Wp6K2zYgBoo87tTvqBHlKzWPO_drKY42I1XgNiEuo");
    static final String THEIRS = Holdings.editionName("N0cI__dxndWXnsh11WzSKG9tPPfsMXo7JWMqqyjsN7s");
    static final int NUMBER = 412;

    @TempDir
    Path folder;

    final TufFixture fixture = new TufFixture();
    TufMirror mirror;

    @BeforeEach
    void healthyRepository() throws IOException {
        mirror = new TufMirror(fixture);
        fixture.serve(NUMBER, Map.of(MINE, "edition 412"));
    }

    @AfterEach
    void closeMirror() {
        mirror.close();
    }

    Visitor.Visit visited(Visitor client) throws Exception {
        var visit = client.open(folder, fixture, mirror);
        assertThat(visit.fetch(MINE, NOW)).asString().isEqualTo("edition 412");
        return visit;
    }

    static void refused(Visitor.Visit visit, Instant now, Reason ours, Class<? extends Exception> foreign) {
        var thrown = catchThrowable(() -> visit.fetch(MINE, now));
        if (thrown instanceof Untrusted untrusted) {
            assertThat(untrusted.reason()).isEqualTo(ours);
        } else {
            assertThat(thrown).isInstanceOf(foreign);
        }
    }

    Timestamp timestamp() {
        var file = fixture.file("timestamp.json");
        return Signed.parse(file == null ? new byte[0] : file, Timestamp::from).metadata();
    }

    Snapshot snapshot() {
        var file = fixture.file(timestamp().snapshot().version() + ".snapshot.json");
        return Signed.parse(file == null ? new byte[0] : file, Snapshot::from).metadata();
    }

    static Timestamp expired(Timestamp good) {
        return new Timestamp(good.version() + 1, NOW.plus(Duration.ofDays(3)), good.snapshot());
    }

    SortedMap<String, TargetFile> files(String edition) {
        return fixture.serveContents(Map.of(MINE, edition));
    }

    /** A set around these targets, in the hand of somebody who stole every online key. */
    void forge(Targets targets, Instant snapshotExpires) {
        fixture.replace(targets.version() + ".targets.json", sign(targets, fixture.targetsKey));
        var version = timestamp().version() + 100;
        var snapshot =
                new Snapshot(version, snapshotExpires, Map.of("targets.json", new MetaFile(targets.version(), null)));
        fixture.replace(version + ".snapshot.json", sign(snapshot, fixture.onlineKey));
        var timestamp = new Timestamp(version, NOW.plus(Duration.ofDays(1)), new MetaFile(version, null));
        fixture.replace("timestamp.json", sign(timestamp, fixture.onlineKey));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
