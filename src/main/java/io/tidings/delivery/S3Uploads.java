package io.tidings.delivery;

import io.tidings.delivery.S3Bucket.Body;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Puts files of any size into a bucket: one that is larger than a part in parts, of which one after the other is read from
 * the file (https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html). What fails is given up there too, so
 * that no parts are left; what a crash left is given up once it is a day old.
 */
final class S3Uploads {

    private static final Logger LOG = Logger.getLogger(S3Uploads.class);
    private static final long DEFAULT_PART = 64L << 20;
    /** S3 takes no smaller part, but the last, and no more of them. */
    private static final long SMALLEST_PART = 5L << 20;

    private static final int MOST_PARTS = 10_000;
    private static final int TRIES = 3;
    private static final Duration FORGOTTEN = Duration.ofDays(1);
    private static final Pattern UPLOAD_ID = Pattern.compile("<UploadId>([^<&]+)</UploadId>");
    private static final Pattern UPLOAD = Pattern.compile("<Upload>(.*?)</Upload>", Pattern.DOTALL);
    private static final Pattern KEY = Pattern.compile("<Key>([^<&]+)</Key>");
    private static final Pattern BEGUN = Pattern.compile("<Initiated>([^<&]+)</Initiated>");

    private final S3Bucket bucket;
    private final long part;

    S3Uploads(S3Bucket bucket, DeliverySettings.S3Settings settings) {
        this.bucket = bucket;
        this.part = Math.max(SMALLEST_PART, settings.part().orElse(DEFAULT_PART));
    }

    /** Answers once the bucket has all of it under its digest. */
    void put(Path file, String sha256) throws IOException {
        long size = Files.size(file);
        String name = bucket.prefix() + sha256;
        if (size <= part) {
            demand("took content", bucket.send(bucket.request("PUT", name, Map.of(), Body.of(file, sha256))));
        } else {
            putInParts(file, size, name);
        }
    }

    private void putInParts(Path file, long size, String name) throws IOException {
        var begun = bucket.send(bucket.request("POST", name, Map.of("uploads", ""), Body.none()));
        String id = first(UPLOAD_ID, demand("began an upload", begun).body());
        try {
            complete(name, id, putAll(file, size, name, id));
        } catch (IOException | RuntimeException e) {
            try {
                giveUp(name, id);
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
    }

    /** The tags of the parts, in their order. */
    private List<String> putAll(Path file, long size, String name, String id) throws IOException {
        long length = Math.max(part, Math.ceilDiv(size, MOST_PARTS));
        List<String> tags = new ArrayList<>();
        for (long from = 0; from < size; from += length) {
            Map<String, String> which = Map.of("partNumber", Integer.toString(tags.size() + 1), "uploadId", id);
            tags.add(putPart(name, which, new FilePart(file, from, Math.min(length, size - from))));
        }
        return tags;
    }

    private String putPart(String name, Map<String, String> which, FilePart bytes) throws IOException {
        Body body = Body.of(bytes);
        return demand("took a part", persist(() -> bucket.request("PUT", name, which, body)))
                .headers()
                .firstValue("etag")
                .orElseThrow(() -> new IOException("the bucket took a part and gave it no tag"));
    }

    /** Gigabytes are not sent again because of one answer or one broken line. */
    private HttpResponse<String> persist(Supplier<HttpRequest> request) throws IOException {
        for (int tried = 1; tried < TRIES; tried++) {
            try {
                HttpResponse<String> answer = bucket.send(request.get());
                if (answer.statusCode() < S3Bucket.FAILED) {
                    return answer;
                }
            } catch (IOException broken) {
                LOG.debugf("A part is sent again: %s", broken);
            }
        }
        return bucket.send(request.get());
    }

    /** The answer may begin well and name an error in the end. */
    private void complete(String name, String id, List<String> tags) throws IOException {
        StringBuilder parts = new StringBuilder("<CompleteMultipartUpload>");
        for (int i = 0; i < tags.size(); i++) {
            parts.append("<Part><PartNumber>")
                    .append(i + 1)
                    .append("</PartNumber><ETag>")
                    .append(tags.get(i).replace("\"", "&quot;"))
                    .append("</ETag></Part>");
        }
        Body body = Body.of(parts.append("</CompleteMultipartUpload>").toString());
        String told = demand(
                        "completed an upload", bucket.send(bucket.request("POST", name, Map.of("uploadId", id), body)))
                .body();
        if (!told.contains("CompleteMultipartUploadResult")) {
            throw new IOException("the bucket completed an upload with " + told);
        }
    }

    private void giveUp(String name, String id) throws IOException {
        var answer = bucket.send(bucket.request("DELETE", name, Map.of("uploadId", id), Body.none()));
        if (answer.statusCode() != S3Bucket.MISSING) {
            demand("gave up an upload", answer);
        }
    }

    /** Gives up what nobody completes any more: its replica died. */
    void giveUpForgotten(Instant now) throws IOException {
        Map<String, String> ours = Map.of("uploads", "", "prefix", bucket.prefix());
        String list = demand("listed uploads", bucket.send(bucket.request("GET", "", ours, Body.none())))
                .body();
        for (Matcher each = UPLOAD.matcher(list); each.find(); ) {
            if (Instant.parse(first(BEGUN, each.group(1))).isBefore(now.minus(FORGOTTEN))) {
                giveUp(first(KEY, each.group(1)), first(UPLOAD_ID, each.group(1)));
                LOG.info("An upload to the bucket that was never completed is given up");
            }
        }
    }

    private static String first(Pattern what, String text) throws IOException {
        Matcher found = what.matcher(text);
        if (!found.find()) {
            throw new IOException("the bucket answered something else than " + what);
        }
        return found.group(1);
    }

    private static HttpResponse<String> demand(String did, HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != S3Bucket.FOUND && answer.statusCode() != S3Bucket.GONE) {
            throw new IOException("the bucket " + did + " with " + answer.statusCode());
        }
        return answer;
    }
}
