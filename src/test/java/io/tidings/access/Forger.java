package io.tidings.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes every kind of token that must not be believed, for one hierarchy, with the true signing key where that helps. */
record Forger(SigningKey key, TokenRules rules, Instant now, String hierarchyId) {

    Map<String, String> tokens() {
        Map<String, String> tokens = new TreeMap<>();
        tokens.put("expired", sign(key, claims(rules.audience(), now.minus(Duration.ofHours(2)))));
        tokens.put("of the future", sign(key, claims(rules.audience(), now.plus(Duration.ofMinutes(10)))));
        tokens.put("of another audience", sign(key, claims("another", now)));
        tokens.put("of an unknown key", sign(unknownKey(), claims(rules.audience(), now)));
        tokens.put("with algorithm none", header("none") + "." + payload() + ".");
        tokens.put("with the public key as secret", confused());
        tokens.put("that is rubbish", "rubbish");
        return tokens;
    }

    private SigningKey unknownKey() {
        return SigningKey.generate(now, Duration.ofHours(1), Duration.ofHours(1));
    }

    private Claims claims(String audience, Instant at) {
        Set<String> roles = Set.of(Role.CONNECTION_POINT_NAME);
        Instant end = at.plus(rules.lifetime());
        return new Claims(rules.issuer(), audience, "forged", hierarchyId, "default", roles, at, end, "forged");
    }

    private String payload() {
        return base64url(claims(rules.audience(), now).toJson());
    }

    private static String sign(SigningKey with, Claims claims) {
        String signed = with.published().header() + "." + base64url(claims.toJson());
        return signed + "." + base64url(with.sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private String confused() {
        String signed = header("HS256") + "." + payload();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.published().key().getEncoded(), "HmacSHA256"));
            return signed + "." + base64url(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String header(String algorithm) {
        String kid = key.published().kid();
        String json = "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + kid + "\",\"typ\":\"at+jwt\"}";
        return base64url(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
