package io.tidings.delivery;

import io.tidings.protocol.CatalogDocument;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The catalog as one asker gets it: its number, its validators, and its bytes, made once for all who are offered the same.
 * The bytes are shared and not to be written to.
 */
public final class Edition {

    private final long number;
    private final long epoch;
    private final String tag;
    private final String gzipTag;
    private final String tenant;
    private final CatalogDocument document;
    private final List<EntryDigest> entries;
    private final byte[] json;
    private final byte[] gzip;

    Edition(
            long number,
            String tag,
            String tenant,
            CatalogDocument document,
            List<EntryDigest> entries,
            byte[] json,
            byte[] gzip) {
        this(number, 0, '"' + tag + '"', '"' + tag + "-gzip\"", tenant, document, List.copyOf(entries), json, gzip);
    }

    private Edition(
            long number,
            long epoch,
            String tag,
            String gzipTag,
            String tenant,
            CatalogDocument document,
            List<EntryDigest> entries,
            byte[] json,
            byte[] gzip) {
        this.number = number;
        this.epoch = epoch;
        this.tag = tag;
        this.gzipTag = gzipTag;
        this.tenant = tenant;
        this.document = document;
        this.entries = entries;
        this.json = json;
        this.gzip = gzip;
    }

    /** One update in an edition: which, and in what words. */
    record EntryDigest(String id, String digest) {}

    /** The same edition, seen to be what is offered in that epoch. */
    Edition at(long seenIn) {
        return new Edition(number, seenIn, tag, gzipTag, tenant, document, entries, json, gzip);
    }

    public long number() {
        return number;
    }

    /** The epoch in which it was last seen to be what is offered. */
    public long epoch() {
        return epoch;
    }

    /** Of whose catalog it is. */
    String tenant() {
        return tenant;
    }

    /** The strong entity tag of the bytes as they are. */
    public String tag() {
        return tag;
    }

    /** The strong entity tag of the compressed bytes: other bytes, another tag. */
    public String gzipTag() {
        return gzipTag;
    }

    public byte[] json() {
        return json;
    }

    public byte[] gzip() {
        return gzip;
    }

    /** What it says, as values. */
    public CatalogDocument document() {
        return document;
    }

    /** Whether content with that SHA-256, in hexadecimal, belongs to an update in it. */
    boolean names(String sha256) {
        return document.updates().stream().anyMatch(update -> update.contents().contains(sha256));
    }

    /** The SHA-256 of all content that belongs to updates in it. */
    Set<String> contents() {
        return document.updates().stream()
                .flatMap(update -> update.contents().stream())
                .collect(Collectors.toSet());
    }

    List<EntryDigest> entries() {
        return entries;
    }
}
