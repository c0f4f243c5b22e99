package io.tidings.delivery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/**
 * What is sent, in both encodings that there are, each with the strong entity tag of its bytes. These are shared, and not to be
 * written to.
 */
final class Sheet {

    private final Validator tag;
    private final Validator gzipTag;
    private final byte[] json;
    private final byte[] gzip;

    private Sheet(Validator tag, Validator gzipTag, byte[] json) {
        this.tag = tag;
        this.gzipTag = gzipTag;
        this.json = json;
        this.gzip = compressed(json);
    }

    /** Equal bytes have equal names. */
    static Sheet of(String name, byte[] json) {
        return new Sheet(Validator.of(name), Validator.of(name + "-gzip"), json);
    }

    String tag() {
        return tag.text();
    }

    String gzipTag() {
        return gzipTag.text();
    }

    /** The tag of the bytes that are sent, as a header. */
    CharSequence header(boolean compressed) {
        return (compressed ? gzipTag : tag).header();
    }

    byte[] json() {
        return json;
    }

    byte[] gzip() {
        return gzip;
    }

    private static byte[] compressed(byte[] json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(json.length / 2);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
