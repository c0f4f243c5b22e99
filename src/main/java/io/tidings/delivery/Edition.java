package io.tidings.delivery;

import java.util.List;

/**
 * The catalog as one asker gets it: its number, its validators, and its bytes, made once for all who are offered the same.
 * The bytes are shared and not to be written to.
 */
public final class Edition {

    private final long number;
    private final long epoch;
    private final String tag;
    private final List<EntryDigest> entries;
    private final byte[] json;
    private final byte[] gzip;

    Edition(long number, long epoch, String tag, List<EntryDigest> entries, byte[] json, byte[] gzip) {
        this.number = number;
        this.epoch = epoch;
        this.tag = tag;
        this.entries = List.copyOf(entries);
        this.json = json;
        this.gzip = gzip;
    }

    /** One update in an edition: which, and in what words. */
    record EntryDigest(String id, String digest) {}

    public long number() {
        return number;
    }

    /** The epoch in which it was last seen to be what is offered. */
    public long epoch() {
        return epoch;
    }

    /** The strong entity tag of the bytes as they are. */
    public String tag() {
        return '"' + tag + '"';
    }

    /** The strong entity tag of the compressed bytes: other bytes, another tag. */
    public String gzipTag() {
        return '"' + tag + "-gzip\"";
    }

    public byte[] json() {
        return json;
    }

    public byte[] gzip() {
        return gzip;
    }

    List<EntryDigest> entries() {
        return entries;
    }
}
