package io.tidings.trust;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The two clients that every attack is tried on: our own, and one that nobody here wrote. */
enum Visitor {
    OURS {
        @Override
        Visit open(Path folder, TufFixture fixture, TufMirror mirror) {
            return new OwnVisit(TrustedMetadata.of(TrustRoot.pin(fixture.pinnedRoot())), mirror.uri());
        }
    },
    FOREIGN {
        @Override
        Visit open(Path folder, TufFixture fixture, TufMirror mirror) throws IOException {
            var client = new TufClient(folder, fixture.pinnedRoot());
            return (target, now) -> client.fetch(mirror.uri(), target, now);
        }
    };

    abstract Visit open(Path folder, TufFixture fixture, TufMirror mirror) throws IOException;

    /** A client with its memory: each call is another visit. */
    interface Visit {
        byte[] fetch(String target, Instant now) throws Exception;
    }

    private static final class OwnVisit implements Visit {

        private TrustedMetadata believed;
        private final URI mirror;

        OwnVisit(TrustedMetadata believed, URI mirror) {
            this.believed = believed;
            this.mirror = mirror;
        }

        @Override
        public byte[] fetch(String target, Instant now) throws IOException {
            var walk = new TrustWalk(this::read);
            believed = walk.refresh(believed, now);
            return walk.fetch(believed, target, now);
        }

        private byte @Nullable [] read(String name, long most) throws IOException {
            try (var stream = mirror.resolve(name).toURL().openStream()) {
                return stream.readNBytes(Math.toIntExact(most + 1));
            } catch (java.io.FileNotFoundException e) {
                return null;
            }
        }
    }
}
