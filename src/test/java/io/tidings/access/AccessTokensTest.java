package io.tidings.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.access.Verification.Accepted;
import io.tidings.access.Verification.Foreign;
import io.tidings.access.Verification.Reason;
import io.tidings.access.Verification.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** One test for each way in which a token can lie. */
class AccessTokensTest {

    private static final String HIERARCHY = "b-Wp6K2zYgBoo87tTvqBHlKzWPO_drKY42I1XgNiEuo";
    private static final Duration LIFE = Duration.ofMinutes(15);

    private final MutableClock clock = new MutableClock();
    private final TokenRules rules = new TokenRules("https://tidings", "tidings", LIFE, Duration.ofSeconds(60), 1_000);
    private final SigningKey key = SigningKey.generate(clock.instant(), Duration.ofDays(1), LIFE);
    private final Revocations revocations = new Revocations();
    private final AccessTokens issuer = replica();
    private final AccessTokens other = replica();

    private AccessTokens replica() {
        KeyRing ring = new KeyRing();
        ring.learn(List.of(key.published()));
        return new AccessTokens(rules, ring, revocations, clock);
    }

    private Claims claims() {
        return claims("https://tidings", "tidings", clock.instant());
    }

    private static Claims claims(String issuer, String audience, Instant at) {
        Set<String> roles = Set.of("connection-point");
        return new Claims(issuer, audience, "c1", HIERARCHY, "default", roles, at, at.plus(LIFE), "t1");
    }

    @Test
    void anotherReplicaAcceptsAToken() {
        Verification found = other.verify(issuer.issue(key, claims()));

        assertThat(found).isInstanceOfSatisfying(Accepted.class, accepted -> {
            assertThat(accepted.identity().getName()).isEqualTo(HIERARCHY);
            assertThat(accepted.identity().getRoles()).containsExactly("connection-point");
        });
    }

    @Test
    void changedPayloadIsRefused() {
        String[] parts = segments(issuer.issue(key, claims()));
        String forged = base64url(text(parts[1]).replace(HIERARCHY, "A".repeat(43)));

        assertRefused(other, parts[0] + "." + forged + "." + parts[2], Reason.FORGED);
    }

    @Test
    void algorithmNoneIsForeign() {
        String[] parts = segments(issuer.issue(key, claims()));
        for (String algorithm : List.of("none", "None", "NONE", "nOnE")) {
            String header = base64url("{\"alg\":\"" + algorithm + "\",\"typ\":\"at+jwt\"}");
            assertThat(other.verify(header + "." + parts[1] + ".")).isInstanceOf(Foreign.class);
        }
        assertRefused(other, parts[0] + "." + parts[1] + ".", Reason.FORGED);
    }

    @Test
    void publicKeyUsedAsSharedSecretIsForeign() throws Exception {
        String payload = segments(issuer.issue(key, claims()))[1];
        String kid = key.published().kid();
        String signed = base64url("{\"alg\":\"HS256\",\"kid\":\"" + kid + "\",\"typ\":\"at+jwt\"}") + "." + payload;
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.published().key().getEncoded(), "HmacSHA256"));
        byte[] signature = mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));

        assertThat(other.verify(signed + "." + base64url(signature))).isInstanceOf(Foreign.class);
    }

    @Test
    void keyCarriedInTheHeaderIsForeign() {
        SigningKey theirs = SigningKey.generate(clock.instant(), LIFE, LIFE);
        String payload = segments(issuer.issue(key, claims()))[1];
        String header =
                base64url("{\"alg\":\"ES256\",\"kid\":\"" + key.published().kid() + "\",\"jwk\":{\"x\":\""
                        + theirs.published().toJwk().get("x") + "\"},\"typ\":\"at+jwt\"}");
        byte[] signature = theirs.sign((header + "." + payload).getBytes(StandardCharsets.US_ASCII));

        assertThat(other.verify(header + "." + payload + "." + base64url(signature)))
                .isInstanceOf(Foreign.class);
    }

    @Test
    void signatureOfAllZeroesIsRefused() {
        String[] parts = segments(issuer.issue(key, claims()));

        assertRefused(other, parts[0] + "." + parts[1] + "." + base64url(new byte[64]), Reason.FORGED);
    }

    @Test
    void tokenOfAnUnknownKeyIsForeign() {
        SigningKey theirs = SigningKey.generate(clock.instant(), LIFE, LIFE);

        assertThat(other.verify(replica().issue(theirs, claims()))).isInstanceOf(Foreign.class);
    }

    @Test
    void wrongAudienceAndIssuerAreRefused() {
        assertRefused(other, issuer.issue(key, claims("https://tidings", "x", clock.instant())), Reason.WRONG_AUDIENCE);
        assertRefused(other, issuer.issue(key, claims("https://x", "tidings", clock.instant())), Reason.WRONG_ISSUER);
    }

    @Test
    void tokenIsAcceptedAMinuteAfterItsEndAndNotTenMinutesAfter() {
        String token = issuer.issue(key, claims());

        clock.advance(LIFE.plusSeconds(60));
        assertThat(other.verify(token)).isInstanceOf(Accepted.class);
        assertThat(issuer.verify(token)).isInstanceOf(Accepted.class);
        clock.advance(Duration.ofMinutes(9));
        assertRefused(other, token, Reason.EXPIRED);
        assertRefused(issuer, token, Reason.EXPIRED);
        assertRefused(replica(), token, Reason.EXPIRED);
    }

    @Test
    void tokenOfAFastClockIsAcceptedByAMinuteAndNotByTen() {
        Instant now = clock.instant();
        String soon = issuer.issue(key, claims("https://tidings", "tidings", now.plusSeconds(60)));
        String late = issuer.issue(key, claims("https://tidings", "tidings", now.plusSeconds(600)));

        assertThat(other.verify(soon)).isInstanceOf(Accepted.class);
        assertRefused(other, late, Reason.NOT_YET);
    }

    @Test
    void revokedClientIsRefusedAlthoughItsTokenIsRemembered() {
        String token = issuer.issue(key, claims());
        assertThat(other.verify(token)).isInstanceOf(Accepted.class);

        revocations.replace(Set.of("c1"));

        assertRefused(other, token, Reason.REVOKED);
        assertRefused(replica(), token, Reason.REVOKED);
    }

    @Test
    void keyThatHasEndedVerifiesNothing() {
        String token = issuer.issue(key, claims());

        clock.advance(Duration.ofDays(2));

        assertThat(other.verify(token)).isInstanceOf(Foreign.class);
    }

    @Test
    void rubbishIsNotAccepted() {
        String header = key.published().header();
        for (String rubbish : List.of("", ".", "..", "a.b.c", header, header + ".", header + "..", header + ".é.é")) {
            assertThat(other.verify(rubbish)).as(rubbish).isNotInstanceOf(Accepted.class);
        }
        assertRefused(other, "x".repeat(1_048_576), Reason.MALFORMED);
    }

    private static void assertRefused(AccessTokens at, String token, Reason reason) {
        assertThat(at.verify(token)).isEqualTo(new Refused(reason));
    }

    private static String[] segments(String token) {
        return token.split("\\.", -1);
    }

    private static String base64url(String text) {
        return base64url(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String text(String segment) {
        return new String(Base64.getUrlDecoder().decode(segment), StandardCharsets.UTF_8);
    }
}
