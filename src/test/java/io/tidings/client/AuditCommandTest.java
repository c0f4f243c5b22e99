package io.tidings.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.audit.Entry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {

    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();

    @Test
    void wholeChainIsProven() throws IOException {
        assertThat(verify(chain(3))).isZero();
        assertThat(said.toString())
                .contains("whole: 3 entries")
                .contains(chain(3).getLast().hash());
        assertThat(verify(List.of())).as("an audit in which nothing stands").isZero();
    }

    @Test
    void changedEntryIsNamed() throws IOException {
        var entries = chain(5);
        var third = entries.get(2);
        entries.set(2, forged(third, "somebody else", third.previous(), third.hash()));
        assertThat(verify(entries)).isEqualTo(1);
        assertThat(said.toString())
                .contains("broken: entry 3 (catalog.publish of s3 by somebody else")
                .contains("is not what was written");
    }

    @Test
    void entryThatWasWrittenAnewBreaksTheOneAfterIt() throws IOException {
        var entries = chain(5);
        entries.set(2, entry(3, "somebody else", entries.get(1).hash()));
        assertThat(verify(entries)).isEqualTo(1);
        assertThat(said.toString()).contains("entry 4 ").contains("does not follow");
    }

    @Test
    void removedEntryIsMissed() throws IOException {
        var entries = chain(5);
        entries.remove(3);
        assertThat(verify(entries)).isEqualTo(1);
        assertThat(said.toString()).contains("entry 4 is missing");
        entries = chain(5);
        entries.removeFirst();
        assertThat(verify(entries)).isEqualTo(1);
        assertThat(said.toString()).contains("entry 1 is missing");
    }

    @Test
    void endThatWasCutOffIsMissedByAHashThatIsKnown() throws IOException {
        String known = chain(5).getLast().hash();
        assertThat(verify(chain(5), "--includes", known)).isZero();
        assertThat(verify(chain(4))).as("a chain does not know its end").isZero();
        assertThat(verify(chain(4), "--includes", known)).isEqualTo(1);
    }

    @Test
    void whatIsNoExportIsRefusedWithItsLine() throws IOException {
        Path file = Files.writeString(folder.resolve("x"), AuditExport.line(chain(1).getFirst()) + "\nnonsense\n");
        assertThat(run("verify", file.toString())).isEqualTo(1);
        assertThat(said.toString()).contains("line 2 is no entry");
        assertThat(run("verify", folder.resolve("absent").toString())).isEqualTo(1);
        assertThat(run("verify")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
    }

    @Test
    void exportReadsBackEqual() throws IOException {
        Path file = folder.resolve("export");
        assertThat(run("export", "postgresql://somewhere", file.toString())).isZero();
        assertThat(run("verify", file.toString())).isZero();
        var read = new ArrayList<Entry>();
        AuditExport.read(file.toString(), read::add);
        assertThat(read).isEqualTo(chain(4));
        assertThat(run("export", "postgresql://somewhere", file.toString()))
                .as("is there already")
                .isEqualTo(1);
    }

    @Test
    void emptiedEntryIsProven_whenALaterOneTellsOfIt() throws IOException {
        var entries = erased("hierarchy.erase");
        assertThat(verify(entries)).as(said.toString()).isZero();
        assertThat(said.toString()).contains("whole: 3 entries").contains("erased of 1 of them");
        assertThat(verify(entries.subList(0, 2))).as("nobody tells of it").isEqualTo(1);
        assertThat(said.toString()).contains("entry 2 ").contains("was emptied, and no later entry");
        assertThat(verify(erased("catalog.publish")))
                .as("something else is told")
                .isEqualTo(1);
    }

    @Test
    void entryWithADigestIsComparedWithIt() throws IOException {
        var entries = chain(1);
        entries.add(salted(2, "alice", "catalog.publish", entries.getFirst().hash(), null));
        assertThat(verify(entries)).as(said.toString()).isZero();
        Entry honest = entries.removeLast();
        entries.add(new Entry(
                2,
                honest.at(),
                honest.tenant(),
                "mallory",
                honest.action(),
                honest.subject(),
                honest.detail(),
                honest.previous(),
                honest.hash(),
                honest.salt(),
                honest.payload(),
                null));
        assertThat(verify(entries)).isEqualTo(1);
        assertThat(said.toString()).contains("by mallory").contains("is not what was written");
    }

    /** Of the three entries the second is emptied, and the third is said to tell why. */
    private static List<Entry> erased(String action) {
        var entries = chain(1);
        entries.add(salted(2, "alice", "access.enrol", entries.getFirst().hash(), 3L));
        entries.add(salted(3, "root", action, entries.getLast().hash(), null));
        return entries;
    }

    /** As the database writes it since there are digests; what is erased has none of what was digested. */
    private static Entry salted(long number, String actor, String action, String previous, @Nullable Long erasedBy) {
        Instant at = Instant.parse("2026-11-20T10:00:00.123Z").plusSeconds(number);
        String salt = "00112233445566778899aabbccddeeff";
        String payload = sha256(salt, String.join("\u001f", actor, "s" + number, "{}"));
        String hash = sha256(
                previous, String.join("\u001f", "" + number, "" + at.toEpochMilli(), "default", action, payload));
        return erasedBy == null
                ? new Entry(
                        number, at, "default", actor, action, "s" + number, "{}", previous, hash, salt, payload, null)
                : new Entry(number, at, "default", "", action, "", "", previous, hash, null, payload, erasedBy);
    }

    private int verify(List<Entry> entries, String... more) throws IOException {
        Path file = Files.createTempFile(folder, "audit", ".jsonl");
        Files.write(file, entries.stream().map(AuditExport::line).toList());
        var words = new ArrayList<>(List.of("verify", file.toString()));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    private int run(String... words) {
        var writer = new PrintWriter(said, true);
        return AuditCommand.with((place, reader) -> chain(4).forEach(reader))
                .setOut(writer)
                .setErr(writer)
                .execute(words);
    }

    private static List<Entry> chain(int length) {
        var entries = new ArrayList<Entry>();
        String before = "";
        for (int i = 1; i <= length; i++) {
            entries.add(entry(i, "alice", before));
            before = entries.getLast().hash();
        }
        return entries;
    }

    /** As the database writes it (schema/audit). */
    private static Entry entry(long number, String actor, String previous) {
        Instant at = Instant.parse("2026-11-20T10:00:00.123Z").plusSeconds(number);
        String said = String.join(
                "\u001f", "" + number, "" + at.toEpochMilli(), "default", actor, "catalog.publish", "s" + number, "{}");
        return new Entry(
                number, at, "default", actor, "catalog.publish", "s" + number, "{}", previous, sha256(previous, said));
    }

    private static String sha256(String prefix, String said) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(HexFormat.of().parseHex(prefix));
            return HexFormat.of().formatHex(digest.digest(said.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Entry forged(Entry entry, String actor, String previous, String hash) {
        return new Entry(
                entry.number(),
                entry.at(),
                entry.tenant(),
                actor,
                entry.action(),
                entry.subject(),
                entry.detail(),
                previous,
                hash);
    }
}
