package io.tidings.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tidings.access.Verification.Accepted;
import io.tidings.access.Verification.Foreign;
import io.tidings.access.Verification.Reason;
import io.tidings.access.Verification.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes and verifies access tokens. A token's signature is checked once; afterwards its digest is enough, and only its
 * time and its revocation are looked at again. A token made here is remembered from the start.
 */
final class AccessTokens {

    private static final int LONGEST = 2_048;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final TokenRules rules;
    private final KeyRing keys;
    private final Revocations revocations;
    private final Clock clock;
    private final Cache<TokenDigest, CallerIdentity> verified;

    AccessTokens(TokenRules rules, KeyRing keys, Revocations revocations, Clock clock) {
        this.rules = rules;
        this.keys = keys;
        this.revocations = revocations;
        this.clock = clock;
        this.verified = Caffeine.newBuilder().maximumSize(rules.remembered()).build();
    }

    String issue(SigningKey key, Claims claims) {
        String signed = key.published().header() + "." + ENCODER.encodeToString(claims.toJson());
        byte[] signature = key.sign(signed.getBytes(StandardCharsets.US_ASCII));
        String token = signed + "." + ENCODER.encodeToString(signature);
        verified.put(TokenDigest.of(token), CallerIdentity.of(claims));
        return token;
    }

    /** What is found without looking at a signature; null when the token must be verified first. */
    @Nullable
    Verification recall(String token) {
        if (token.length() > LONGEST) {
            return new Refused(Reason.MALFORMED);
        }
        CallerIdentity remembered = verified.getIfPresent(TokenDigest.of(token));
        return remembered == null ? null : inForce(remembered);
    }

    /** The same, but nothing is noted of it: what was last recalled when decides only what is forgotten first. */
    @Nullable
    Verification glance(String token) {
        CallerIdentity remembered =
                token.length() > LONGEST ? null : verified.policy().getIfPresentQuietly(TokenDigest.of(token));
        return remembered == null ? null : inForce(remembered);
    }

    Verification verify(String token) {
        Verification known = recall(token);
        if (known != null) {
            return known;
        }
        Verification first = verifyWhole(token);
        if (first instanceof Accepted accepted) {
            verified.put(TokenDigest.of(token), accepted.identity());
        }
        return first;
    }

    private Verification verifyWhole(String token) {
        int afterHeader = token.indexOf('.');
        int beforeSignature = token.lastIndexOf('.');
        if (afterHeader < 0 || afterHeader == beforeSignature) {
            return new Foreign();
        }
        VerificationKey key = keys.withHeader(token.substring(0, afterHeader));
        if (key == null || clock.instant().isAfter(key.verifiesUntil())) {
            return new Foreign();
        }
        byte[] signature = decode(token.substring(beforeSignature + 1));
        byte[] payload = decode(token.substring(afterHeader + 1, beforeSignature));
        if (signature == null || payload == null) {
            return new Refused(Reason.MALFORMED);
        }
        byte[] signed = token.substring(0, beforeSignature).getBytes(StandardCharsets.ISO_8859_1);
        if (!key.verifies(signed, signature)) {
            return new Refused(Reason.FORGED);
        }
        return judge(Claims.fromJson(payload));
    }

    private Verification judge(Optional<Claims> read) {
        if (read.isEmpty()) {
            return new Refused(Reason.MALFORMED);
        }
        Claims claims = read.get();
        if (!claims.issuer().equals(rules.issuer())) {
            return new Refused(Reason.WRONG_ISSUER);
        }
        if (!claims.audience().equals(rules.audience())) {
            return new Refused(Reason.WRONG_AUDIENCE);
        }
        return inForce(CallerIdentity.of(claims));
    }

    private Verification inForce(CallerIdentity identity) {
        long now = clock.instant().getEpochSecond();
        long skew = rules.skew().toSeconds();
        if (identity.expiredBefore(now - skew)) {
            return new Refused(Reason.EXPIRED);
        }
        if (identity.issuedAfter(now + skew)) {
            return new Refused(Reason.NOT_YET);
        }
        return revocations.covers(identity) ? new Refused(Reason.REVOKED) : new Accepted(identity);
    }

    private static byte @Nullable [] decode(String segment) {
        try {
            return DECODER.decode(segment);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
