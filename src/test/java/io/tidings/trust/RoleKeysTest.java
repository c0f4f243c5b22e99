package io.tidings.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RoleKeysTest {

    private static final byte[] MESSAGE = {1, 2, 3};

    /** A field that we do not know makes another id of the same key. */
    @Test
    void whoStandsUnderTwoIdsSignsOnce() {
        var one = TufFixture.newKey(Scheme.ED25519);
        var other = TufFixture.newKey(Scheme.ED25519);
        var signature = one.sign(MESSAGE);
        var keys = Map.of("a", one.key(), "b", one.key(), "c", other.key());
        var role = new RoleKeys(new TreeSet<>(keys.keySet()), 2);
        var twice = List.of(new Signature("a", signature.hex()), new Signature("b", signature.hex()));
        assertThat(role.signedBy(MESSAGE, twice, keys)).isOne();
        var both = List.of(
                new Signature("a", signature.hex()),
                new Signature("c", other.sign(MESSAGE).hex()));
        assertThat(role.signedBy(MESSAGE, both, keys)).isEqualTo(2);
    }
}
