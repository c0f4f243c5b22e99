package io.tidings.access;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an access token says of its bearer, in the profile of RFC 9068. Times are whole seconds, as a JWT has them. */
record Claims(
        String issuer,
        String audience,
        String clientId,
        @Nullable String hierarchyId,
        String tenant,
        Set<String> roles,
        Instant issuedAt,
        Instant expiresAt,
        String tokenId) {

    private static final JsonFactory JSON = new JsonFactory();

    /** The scope that names the one hierarchy, or the operator's roles. */
    String scope() {
        return hierarchyId == null ? String.join(" ", roles.stream().sorted().toList()) : "hierarchy:" + hierarchyId;
    }

    byte[] toJson() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("iss", issuer);
            json.writeStringField("aud", audience);
            json.writeStringField("sub", clientId);
            json.writeStringField("client_id", clientId);
            json.writeNumberField("iat", issuedAt.getEpochSecond());
            json.writeNumberField("exp", expiresAt.getEpochSecond());
            json.writeStringField("jti", tokenId);
            json.writeStringField("scope", scope());
            json.writeStringField("roles", String.join(" ", roles));
            json.writeStringField("tenant", tenant);
            if (hierarchyId != null) {
                json.writeStringField("hierarchy", hierarchyId);
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Empty when a claim is missing or is not what {@link #toJson} writes. */
    static Optional<Claims> fromJson(byte[] json) {
        Map<String, String> said = new HashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                if (!parser.nextToken().isScalarValue()) {
                    return Optional.empty();
                }
                said.put(name, parser.getText());
            }
            return Optional.of(of(said));
        } catch (IOException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Claims of(Map<String, String> said) {
        return new Claims(
                required(said, "iss"),
                required(said, "aud"),
                required(said, "sub"),
                said.get("hierarchy"),
                required(said, "tenant"),
                Set.copyOf(Arrays.asList(required(said, "roles").split(" "))),
                instant(said, "iat"),
                instant(said, "exp"),
                required(said, "jti"));
    }

    private static String required(Map<String, String> said, String name) {
        String value = said.get(name);
        if (value == null) {
            throw new IllegalArgumentException("claim missing: " + name);
        }
        return value;
    }

    private static Instant instant(Map<String, String> said, String name) {
        return Instant.ofEpochSecond(Long.parseLong(required(said, name)));
    }
}
