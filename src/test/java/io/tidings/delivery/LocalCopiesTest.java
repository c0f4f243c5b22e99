package io.tidings.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCopiesTest {

    private static final String SHA256 = "ab".repeat(32);
    private static final int TRIES = 20_000;

    @TempDir
    Path folder;

    /** Whoever finds none has it brought again. */
    @Test
    void aCopyThatGoesWhileItIsLookedForIsNotThere() throws InterruptedException {
        LocalCopies copies = new LocalCopies(folder, 0);
        AtomicBoolean enough = new AtomicBoolean();
        Thread other = Thread.ofPlatform().start(() -> {
            while (!enough.get()) {
                comeAndGo(copies);
            }
        });
        try {
            assertThatCode(() -> {
                        for (int i = 0; i < TRIES; i++) {
                            copies.find(SHA256);
                            copies.trim();
                        }
                    })
                    .doesNotThrowAnyException();
        } finally {
            enough.set(true);
            other.join();
        }
        assertThat(copies.find(SHA256)).isEmpty();
    }

    private void comeAndGo(LocalCopies copies) {
        try {
            copies.keep(Files.writeString(copies.aside("next"), "content"), SHA256);
            copies.remove(SHA256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
