package io.tidings.trust;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A repository's metadata as bytes, signed when first asked for and kept while there is room. A renewal happens by being
 * asked after it is due. Of each subject the set before the present one is kept too: a client may be halfway through it.
 * A number lower than before is an asker that has not heard yet, and gets the newer set.
 */
public final class SignedRepository {

    private record Kept(int number, MetadataSet now, @Nullable MetadataSet before) {

        long size() {
            return now.size() + (before == null ? 0 : before.size());
        }
    }

    private final Repository repository;
    private final long mostBytes;
    private final Map<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    public SignedRepository(Repository repository, long mostBytes) {
        this.repository = repository;
        this.mostBytes = mostBytes;
    }

    /** {@code N.root.json}, the same for every subject. */
    public byte @Nullable [] root(int version) {
        return repository.root(version);
    }

    /** When nothing here is believed any more, unless people have agreed on another root before. */
    public Instant rootExpires() {
        return repository.rootExpires();
    }

    /** The named metadata file as it is now; null where there is no such file, which is an ordinary answer. */
    public byte @Nullable [] file(Holdings holdings, String name, Instant now) {
        var known = fresh(holdings, now);
        if (known == null) {
            known = keep(holdings, repository.sign(holdings.files().get(), holdings.number(), now));
        }
        var file = known.now().file(name);
        var before = known.before();
        return file != null || before == null || name.equals(MetadataSet.TIMESTAMP_FILE) ? file : before.file(name);
    }

    /** Whether {@link #file} answers at once; signing takes milliseconds, which is too long for an event loop. */
    public boolean isSigned(Holdings holdings, Instant now) {
        return fresh(holdings, now) != null;
    }

    /** Nothing is kept of this subject any more: what follows may count from a lower number. */
    public synchronized void forget(String subject) {
        var gone = kept.remove(subject);
        bytes -= gone == null ? 0 : gone.size();
    }

    private synchronized @Nullable Kept fresh(Holdings holdings, Instant now) {
        var known = kept.get(holdings.subject());
        var fits = known != null
                && known.number() >= holdings.number()
                && now.isBefore(known.now().renewAt());
        return fits ? known : null;
    }

    private synchronized Kept keep(Holdings holdings, MetadataSet set) {
        var old = kept.get(holdings.subject());
        if (old != null
                && old.number() == holdings.number()
                && old.now().renewAt().equals(set.renewAt())) {
            return old;
        }
        var next = new Kept(holdings.number(), set, old == null ? null : old.now());
        forget(holdings.subject());
        kept.put(holdings.subject(), next);
        bytes += next.size();
        dropOldest();
        return next;
    }

    private void dropOldest() {
        var oldest = kept.values().iterator();
        while (bytes > mostBytes && kept.size() > 1) {
            bytes -= oldest.next().size();
            oldest.remove();
        }
    }
}
