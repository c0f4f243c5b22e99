package io.tidings.trust;

import static io.tidings.trust.TufFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A TUF client that nobody here wrote walks our repository from a pinned root to a content file. */
class ForeignClientTest {

    private static final String EDITION = Holdings.editionName("b-Wp6K2zYgBoo87tTvqBHlKzWPO_drKY42I1XgNiEuo");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void walksFromThePinnedRootToContent(Scheme scheme) throws Exception {
        var fixture = new TufFixture(scheme);
        fixture.serve(412, Map.of(EDITION, "the edition", "28204160/update.cab", "the content"));
        try (var mirror = new TufMirror(fixture)) {
            var client = new TufClient(folder, fixture.pinnedRoot());

            assertThat(client.fetch(mirror.uri(), EDITION, NOW)).asString().isEqualTo("the edition");
            assertThat(client.fetch(mirror.uri(), "28204160/update.cab", NOW))
                    .asString()
                    .isEqualTo("the content");
        }
    }
}
