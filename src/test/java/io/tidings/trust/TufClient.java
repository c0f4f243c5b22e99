package io.tidings.trust;

import dev.sigstore.json.JsonParseException;
import dev.sigstore.tuf.Fetcher;
import dev.sigstore.tuf.FileSystemTufStore;
import dev.sigstore.tuf.HttpFetcher;
import dev.sigstore.tuf.MetaFetcher;
import dev.sigstore.tuf.PassthroughCacheMetaStore;
import dev.sigstore.tuf.RootProvider;
import dev.sigstore.tuf.TrustedMetaStore;
import dev.sigstore.tuf.Updater;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * The TUF client inside sigstore-java, unmodified, with its store in a folder: what it trusts survives from one visit to
 * the next, as on a real machine. A repository is a base address under which the metadata lies, content under targets/.
 */
public final class TufClient {

    private final FileSystemTufStore store;
    private final byte[] pinned;

    public TufClient(Path folder, byte[] pinnedRoot) throws IOException {
        store = FileSystemTufStore.newFileSystemStore(Files.createDirectories(folder));
        pinned = pinnedRoot;
    }

    /** One visit: brings the metadata up to date and fetches the named content. */
    public byte[] fetch(URI repository, String target, Instant now) throws IOException, JsonParseException {
        var updater = updater(
                HttpFetcher.newFetcher(repository), HttpFetcher.newFetcher(repository.resolve("targets/")), now);
        return fetch(updater, target);
    }

    /** The same through fetchers of one's own, which may add an Authorization header. */
    public byte[] fetch(Fetcher metadata, Fetcher targets, String target, Instant now)
            throws IOException, JsonParseException {
        return fetch(updater(metadata, targets, now), target);
    }

    private byte[] fetch(Updater updater, String target) throws IOException, JsonParseException {
        updater.updateMeta();
        updater.downloadTarget(target);
        return store.readTarget(target);
    }

    private Updater updater(Fetcher metadata, Fetcher targets, Instant now) {
        RootProvider root = () -> new String(pinned, StandardCharsets.UTF_8);
        return Updater.builder()
                .setClock(Clock.fixed(now, ZoneOffset.UTC))
                .setMetaFetcher(MetaFetcher.newFetcher(metadata))
                .setTargetFetcher(targets)
                .setTrustedRootPath(root)
                .setTrustedMetaStore(
                        TrustedMetaStore.newTrustedMetaStore(PassthroughCacheMetaStore.newPassthroughMetaCache(store)))
                .setTargetStore(store)
                .build();
    }
}
