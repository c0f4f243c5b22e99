package io.tidings.client;

import io.tidings.audit.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Walks along the audit and stops at the first entry that is not what was written, or not where it belongs. */
final class AuditChain implements Consumer<Entry> {

    private final @Nullable String wanted;
    private long number;
    private String hash = "";
    private boolean found;
    private final Map<Long, List<Entry>> awaited = new HashMap<>();
    private long erased;

    /** {@code wanted} is the hash of an entry that is known to have been there; what was cut off lacks it. */
    AuditChain(@Nullable String wanted) {
        this.wanted = wanted;
        this.found = wanted == null;
    }

    /** An entry that breaks the chain. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;

        Broken(String message) {
            super(message);
        }
    }

    @Override
    public void accept(Entry entry) {
        if (entry.number() != number + 1) {
            throw new Broken("entry " + (number + 1) + " is missing; " + described(entry) + " follows entry " + number);
        }
        if (!entry.previous().equals(hash)) {
            throw new Broken(described(entry) + " does not follow the entry before it");
        }
        if (!entry.follows(hash)) {
            throw new Broken(described(entry) + " is not what was written");
        }
        erasures(entry);
        number = entry.number();
        hash = entry.hash();
        found |= hash.equals(wanted);
    }

    /** Nobody may empty an entry without saying so in a later one. */
    private void erasures(Entry entry) {
        List<Entry> emptied = awaited.remove(entry.number());
        if (emptied != null && !entry.action().endsWith(".erase")) {
            throw new Broken(described(emptied.getFirst()) + " was emptied, and " + described(entry)
                    + ", which it names, does not tell of it");
        }
        Long by = entry.erasedBy();
        if (by != null) {
            erased++;
            awaited.computeIfAbsent(by, later -> new ArrayList<>(1)).add(entry);
        }
    }

    /** What was proven, when all have been read. */
    String proven() {
        if (!awaited.isEmpty()) {
            throw new Broken(described(awaited.values().iterator().next().getFirst())
                    + " was emptied, and no later entry tells of it");
        }
        if (!found) {
            throw new Broken("no entry has the hash " + wanted + ": what came with and after it is missing");
        }
        String but = erased == 0 ? "" : ", but for what was erased of " + erased + " of them";
        return number + " entries, each as it was written" + but + "; the last has the hash "
                + (hash.isEmpty() ? "-" : hash);
    }

    private static String described(Entry entry) {
        return "entry " + entry.number() + " (" + entry.action() + " of " + entry.subject() + " by " + entry.actor()
                + " at " + entry.at() + ")";
    }
}
