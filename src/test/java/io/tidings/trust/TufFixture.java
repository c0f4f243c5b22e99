package io.tidings.trust;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A repository as a mirror would hold it: files by name, made with the product's own builder and then, where a test
 * plays the attacker, replaced by hand.
 */
public final class TufFixture {

    public static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

    /** So that a test's key opens at once; the product's own number is 600,000. */
    private static final int FEW_ITERATIONS = 1_000;

    private static final char[] PASSPHRASE = "only for tests".toCharArray();

    public final Signer firstRootKey;
    public final Signer secondRootKey;
    public final Signer onlineKey;
    public final Signer targetsKey;

    private final List<byte[]> roots = new ArrayList<>();
    private final Map<String, byte[]> files = new HashMap<>();

    public TufFixture() {
        this(Scheme.ED25519);
    }

    public TufFixture(Scheme scheme) {
        firstRootKey = newKey(scheme);
        secondRootKey = newKey(scheme);
        onlineKey = newKey(scheme);
        targetsKey = newKey(scheme);
        roots.add(sign(firstRoot(), firstRootKey, secondRootKey));
        files.put("1.root.json", pinnedRoot());
    }

    public static Signer newKey(Scheme scheme) {
        return keyFile(scheme, PASSPHRASE).open(PASSPHRASE);
    }

    public static KeyFile keyFile(Scheme scheme, char[] passphrase) {
        return KeyFile.create(scheme, passphrase, FEW_ITERATIONS);
    }

    public byte[] pinnedRoot() {
        return roots.getFirst();
    }

    public Root root() {
        return Signed.root(roots.getLast()).metadata();
    }

    public List<byte[]> roots() {
        return List.copyOf(roots);
    }

    public void serveRoot(Root next, Signer... signers) {
        roots.add(sign(next, signers));
        files.put(next.version() + ".root.json", roots.getLast());
    }

    public Repository repository() {
        return repository(onlineKey);
    }

    public Repository repository(Signer online) {
        return repository(online, targetsKey);
    }

    public Repository repository(Signer online, Signer targets) {
        return new Repository(
                roots, new OnlineSigners(List.of(online), List.of(online), List.of(targets)), Lifetimes.ONLINE);
    }

    /** What an honest repository says of these files in this state. */
    public MetadataSet serve(int number, Map<String, String> contents) {
        return serve(repository().sign(serveContents(contents), number, NOW));
    }

    public MetadataSet serve(MetadataSet set) {
        files.putAll(set.files());
        return set;
    }

    public SortedMap<String, TargetFile> serveContents(Map<String, String> contents) {
        var targets = new TreeMap<String, TargetFile>();
        contents.forEach((name, text) -> {
            var content = text.getBytes(StandardCharsets.UTF_8);
            targets.put(name, TargetFile.of(content));
            files.put("targets/" + TargetName.inRepository(name, TargetFile.of(content)), content);
        });
        return targets;
    }

    /** The attacker's hand: whatever they like under a name. */
    public void replace(String name, byte[] file) {
        files.put(name, file);
    }

    public byte @Nullable [] file(String name) {
        return files.get(name);
    }

    public String nameOf(String ending) {
        return files.keySet().stream()
                .filter(name -> name.endsWith(ending))
                .findFirst()
                .orElseThrow();
    }

    public void forgetMetadata() {
        files.keySet().removeIf(name -> !name.startsWith("targets/") && !name.endsWith("root.json"));
    }

    public static byte[] sign(Metadata metadata, Signer... signers) {
        return Signed.of(metadata, List.of(signers)).toBytes();
    }

    private Root firstRoot() {
        return Root.first(
                List.of(firstRootKey.key(), secondRootKey.key()),
                2,
                onlineKey.key(),
                List.of(targetsKey.key()),
                NOW.plus(Duration.ofDays(365)));
    }
}
