package io.tidings.delivery;

import static io.tidings.delivery.ScriptedBucket.BEGUN;
import static io.tidings.delivery.ScriptedBucket.BREAKS;
import static io.tidings.delivery.ScriptedBucket.DONE;
import static io.tidings.delivery.ScriptedBucket.FAILED;
import static io.tidings.delivery.ScriptedBucket.GIVEN_UP;
import static io.tidings.delivery.ScriptedBucket.NOT_THERE;
import static io.tidings.delivery.ScriptedBucket.TAKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an upload in two parts when the bucket fails on the way. */
class S3FaultsTest {

    private static final String SHA256 = "a".repeat(64);
    private static final String[] WHOLE = {
        "HEAD",
        "POST uploads=",
        "PUT partNumber=1&uploadId=the-upload",
        "PUT partNumber=2&uploadId=the-upload",
        "POST uploadId=the-upload"
    };

    @TempDir
    Path folder;

    @Test
    void partIsSentAgain_untilItIsTaken() throws IOException {
        try (var bucket = new ScriptedBucket(NOT_THERE, BEGUN, FAILED, BREAKS, TAKEN, TAKEN, DONE)) {
            keep(bucket);
            assertThat(bucket.asked)
                    .containsExactly(WHOLE[0], WHOLE[1], WHOLE[2], WHOLE[2], WHOLE[2], WHOLE[3], WHOLE[4]);
            assertThat(folder.resolve("copies")).isDirectoryRecursivelyContaining("glob:**a");
        }
    }

    @Test
    void partThatIsNeverTakenEndsTheUpload_andNothingIsLeft() throws IOException {
        try (var bucket = new ScriptedBucket(NOT_THERE, BEGUN, TAKEN, FAILED, FAILED, FAILED, GIVEN_UP)) {
            assertThatThrownBy(() -> keep(bucket))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("500");
            assertThat(bucket.asked)
                    .containsExactly(
                            WHOLE[0], WHOLE[1], WHOLE[2], WHOLE[3], WHOLE[3], WHOLE[3], "DELETE uploadId=the-upload");
        }
    }

    @Test
    void errorInTheEndOfAGoodAnswerEndsTheUpload_andNothingIsLeft() throws IOException {
        var error = new ScriptedBucket.Answer(200, "<Error><Code>InternalError</Code></Error>", null);
        try (var bucket = new ScriptedBucket(NOT_THERE, BEGUN, TAKEN, TAKEN, error, GIVEN_UP)) {
            assertThatThrownBy(() -> keep(bucket))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("InternalError");
            assertThat(bucket.asked).endsWith(WHOLE[4], "DELETE uploadId=the-upload");
        }
    }

    @Test
    void uploadThatCannotBeGivenUpSaysBoth() throws IOException {
        try (var bucket = new ScriptedBucket(
                NOT_THERE, BEGUN, new ScriptedBucket.Answer(403, "", null), new ScriptedBucket.Answer(503, "", null))) {
            assertThatThrownBy(() -> keep(bucket)).hasMessageContaining("403").satisfies(failure -> assertThat(
                            failure.getSuppressed())
                    .hasSize(1)
                    .allMatch(left -> String.valueOf(left.getMessage()).contains("503")));
        }
    }

    @Test
    void answerWithoutAnUploadIsRefused() throws IOException {
        try (var bucket = new ScriptedBucket(NOT_THERE, TAKEN)) {
            assertThatThrownBy(() -> keep(bucket)).isInstanceOf(IOException.class);
            assertThat(bucket.asked).containsExactly(WHOLE[0], WHOLE[1]);
        }
    }

    @Test
    void collectionGivesUpWhatADeadReplicaBegan() throws IOException {
        var list = new ScriptedBucket.Answer(
                200,
                "<R><Upload><Key>content/old</Key><UploadId>1</UploadId><Initiated>2020-01-01T00:00:00.000Z</Initiated>"
                        + "</Upload><Upload><Key>content/new</Key><UploadId>2</UploadId><Initiated>2099-01-01T00:00:00.000Z"
                        + "</Initiated></Upload></R>",
                null);
        try (var bucket = new ScriptedBucket(list, NOT_THERE)) {
            store(bucket).trim();
            assertThat(bucket.asked).containsExactly("GET prefix=content%2F&uploads=", "DELETE uploadId=1");
        }
    }

    private S3Store store(ScriptedBucket bucket) {
        return new S3Store(
                TrialBucket.at(bucket.url(), "any"),
                new LocalCopies(folder.resolve("copies"), Long.MAX_VALUE),
                Clock.systemUTC());
    }

    private void keep(ScriptedBucket bucket) throws IOException {
        Path aside = Files.createTempFile(folder, "aside", "");
        try (var file = new RandomAccessFile(aside.toFile(), "rw")) {
            file.setLength(TrialBucket.PART + 1);
        }
        store(bucket).keep(aside, SHA256);
    }
}
