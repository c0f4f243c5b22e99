package io.tidings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MappingTest {

    private static final String EXECUTABLE = "/opt/tidings/tidings";

    private static final String SMAPS =
            """
            00410000-04a50000 r-xp 00010000 fe:00 2150069                            /opt/tidings/tidings
            Size:              71936 kB
            Rss:               45340 kB
            Private_Dirty:         0 kB
            Anonymous:             0 kB
            VmFlags: rd ex mr mw me
            7f7a52e80000-7f7a54a80000 r--p 04680000 fe:00 2150069                    /opt/tidings/tidings
            Rss:               22976 kB
            Anonymous:             4 kB
            7f7a54a80000-7f7a56326000 rw-p 06280000 fe:00 2150069                    /opt/tidings/tidings
            Rss:               22424 kB
            Anonymous:          0 kB
            7f7a57980000-7f7a58300000 rw-p 00000000 00:00 0
            Rss:                9032 kB
            Anonymous:          9032 kB
            7f8252ecf000-7f8253025000 r-xp 00026000 fe:00 339380                     /usr/lib/libc of ours.so.6
            Rss:                1220 kB
            Anonymous:             0 kB
            ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]
            Rss:                   0 kB
            Anonymous:             0 kB
            """;

    @Test
    void whatLinuxTellsIsUnderstood() {
        assertThat(Mapping.of(SMAPS.lines().toList()))
                .hasSize(6)
                .startsWith(new Mapping(0x410000, 0x4a50000, "r-xp", EXECUTABLE, 45_340 * 1_024, 0))
                .contains(new Mapping(0x7f7a57980000L, 0x7f7a58300000L, "rw-p", "", 9_032 * 1_024, 9_032 * 1_024))
                .extracting(Mapping::file)
                .contains("/usr/lib/libc of ours.so.6", "[vsyscall]");
    }

    @Test
    void onlyWhatCanBeReadAgainIsGivenBack() {
        assertThat(Mapping.of(SMAPS.lines().toList()))
                .filteredOn(mapping -> mapping.isUntouchedCopyOf(EXECUTABLE))
                .extracting(Mapping::start)
                .as("no other file, nothing that may be written to, nothing that was")
                .containsExactly(0x410000L);
    }

    @Test
    void theMemoryOfThisProcessIsUnderstood() throws IOException {
        var all = Mapping.of(Files.readAllLines(Path.of("/proc/self/smaps")));
        assertThat(all).extracting(Mapping::file).anyMatch(file -> file.endsWith("/libjvm.so"));
        assertThat(all).allMatch(mapping -> mapping.resident() <= mapping.length());
        assertThat(all).allMatch(mapping -> mapping.anonymous() <= mapping.resident());
    }
}
