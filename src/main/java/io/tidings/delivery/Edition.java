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
    private final String tenant;
    private final CatalogDocument document;
    private final List<EntryDigest> entries;
    private final Sheet sheet;

    Edition(long number, String tenant, CatalogDocument document, List<EntryDigest> entries, Sheet sheet) {
        this(number, 0, tenant, document, List.copyOf(entries), sheet);
    }

    private Edition(
            long number, long epoch, String tenant, CatalogDocument document, List<EntryDigest> entries, Sheet sheet) {
        this.number = number;
        this.epoch = epoch;
        this.tenant = tenant;
        this.document = document;
        this.entries = entries;
        this.sheet = sheet;
    }

    /** One update in an edition: which, and in what words. */
    record EntryDigest(String id, String digest) {}

    /** The same edition, seen to be what is offered in that epoch. */
    Edition at(long seenIn) {
        return new Edition(number, seenIn, tenant, document, entries, sheet);
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
        return sheet.tag();
    }

    public byte[] json() {
        return sheet.json();
    }

    Sheet sheet() {
        return sheet;
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
