package io.tidings.delivery;

import io.tidings.trust.Digest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of a request to S3, version 4 (https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html),
 * for addresses whose path needs no escaping and whose query is escaped already and in order.
 */
record S3Signature(String region, String accessKey, String secretKey) {

    /** What an empty body hashes to. */
    static final String NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    /** So many characters of a second are its day. */
    private static final int DAY = 8;

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** The header fields that prove the request, to be sent besides those that are given here; host is the client's. */
    SortedMap<String, String> sign(
            String method, String path, String query, SortedMap<String, String> fields, Instant now) {
        String second = SECOND.format(now);
        SortedMap<String, String> signed = new TreeMap<>(fields);
        signed.put("x-amz-date", second);
        String names = String.join(";", signed.keySet());
        String request = String.join(
                "\n",
                method,
                path,
                query,
                signed.entrySet().stream()
                        .map(field -> field.getKey() + ':' + field.getValue().strip() + '\n')
                        .collect(Collectors.joining()),
                names,
                signed.get("x-amz-content-sha256"));
        signed.put(
                "authorization",
                ALGORITHM + " Credential=" + accessKey + '/' + scope(second) + ",SignedHeaders=" + names + ",Signature="
                        + signature(request, second));
        signed.remove("host");
        return signed;
    }

    /** The query with which whoever has no key may read what lies at that path, for as long. */
    String queryToRead(String host, String path, Duration life, Instant now) {
        String second = SECOND.format(now);
        String query = query(Map.of(
                "X-Amz-Algorithm",
                ALGORITHM,
                "X-Amz-Credential",
                accessKey + '/' + scope(second),
                "X-Amz-Date",
                second,
                "X-Amz-Expires",
                Long.toString(life.toSeconds()),
                "X-Amz-SignedHeaders",
                "host"));
        String request = String.join("\n", "GET", path, query, "host:" + host + '\n', "host", "UNSIGNED-PAYLOAD");
        return query + "&X-Amz-Signature=" + signature(request, second);
    }

    /** In the order of the names and escaped as RFC 3986 has it: what is asked, and what is signed. */
    static String query(Map<String, String> query) {
        return new TreeMap<>(query)
                .entrySet().stream()
                        .map(each -> escaped(each.getKey()) + '=' + escaped(each.getValue()))
                        .collect(Collectors.joining("&"));
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private String scope(String second) {
        return second.substring(0, DAY) + '/' + region + "/s3/aws4_request";
    }

    private String signature(String request, String second) {
        String text = String.join(
                "\n", ALGORITHM, second, scope(second), Digest.of(request).hex());
        return HexFormat.of().formatHex(mac(key(second.substring(0, DAY)), text));
    }

    private byte[] key(String day) {
        byte[] key = mac(("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8), day);
        for (String part : new String[] {region, "s3", "aws4_request"}) {
            key = mac(key, part);
        }
        return key;
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
