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
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(HexFormat.of().parseHex(previous));
            String hash = HexFormat.of().formatHex(digest.digest(said.getBytes(StandardCharsets.UTF_8)));
            return new Entry(number, at, "default", actor, "catalog.publish", "s" + number, "{}", previous, hash);
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
