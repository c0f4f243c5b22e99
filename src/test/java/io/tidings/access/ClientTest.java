package io.tidings.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.access.Client.KnownSecret;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How a client's secret is looked at: by the same steps for everyone, so that time tells nothing. */
class ClientTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Secret SECRET = new Secret("the secret");

    private static KnownSecret known(Secret secret, Instant until) {
        return new KnownSecret(secret.hash(), until);
    }

    private static Client with(KnownSecret... secrets) {
        return new Client("c", null, "default", Set.of("viewer"), List.of(secrets));
    }

    @Test
    void everyGuessIsComparedAsOften_whoeverTheClientIs() {
        KnownSecret one = known(SECRET, NOW.plusSeconds(1));

        assertThat(Client.nobody().secrets())
                .hasSameSizeAs(with(one).secrets())
                .hasSameSizeAs(with(one, one).secrets())
                .hasSize(2);
    }

    @Test
    void eachSecretFitsUntilItsEnd() {
        KnownSecret old = known(new Secret("the old one"), NOW.plusSeconds(1));
        Client client = with(known(SECRET, NOW.plusSeconds(9)), old);

        assertThat(client.secretThatIs(SECRET, NOW)).isPresent();
        assertThat(client.secretThatIs(new Secret("the old one"), NOW)).contains(old);
        assertThat(client.secretThatIs(new Secret("the old one"), NOW.plusSeconds(1)))
                .isEmpty();
        assertThat(client.secretThatIs(new Secret("another"), NOW)).isEmpty();
    }

    @Test
    void nobodyHasNoSecret() {
        assertThat(Client.nobody().secretThatIs(new Secret(""), NOW)).isEmpty();
        assertThat(Client.nobody().secretThatIs(SECRET, Instant.MIN)).isEmpty();
    }
}
