package io.tidings.hierarchy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.UUID;

/**
 * What a state is apart from what every report brings anew: a digest, of which half is enough to tell two states of one hierarchy
 * apart. Branch and version are in the standing.
 */
final class StateShape {
    private StateShape() {}

    static UUID of(StandingId standing, int level, Mode mode, String topology, String warnings) {
        MessageDigest digest = StandingId.sha256();
        digest.update(standing.bytes());
        digest.update((byte) level);
        digest.update(mode.name().getBytes(UTF_8));
        digest.update(topology.getBytes(UTF_8));
        digest.update(warnings.getBytes(UTF_8));
        ByteBuffer half = ByteBuffer.wrap(digest.digest());
        return new UUID(half.getLong(), half.getLong());
    }
}
