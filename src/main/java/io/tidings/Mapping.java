package io.tidings;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stretch of a process's memory, as Linux tells of it in {@code /proc/<pid>/smaps}; sizes in bytes. */
record Mapping(long start, long end, String rights, String file, long resident, long anonymous) {

    private static final int FILE = 5;
    private static final int KIB = 1_024;

    long length() {
        return end - start;
    }

    /** Whether all of it can be read again from that file: nobody may write to it, and nobody has. */
    boolean isUntouchedCopyOf(String path) {
        return file.equals(path) && rights.startsWith("r-") && anonymous == 0;
    }

    static List<Mapping> of(List<String> smaps) {
        List<Mapping> all = new ArrayList<>();
        for (var line : smaps) {
            var words = line.split("\\s+", FILE + 1);
            var value = words[0].endsWith(":") ? sizeIn(words) : null;
            if (!words[0].endsWith(":")) {
                all.add(headedBy(words));
            } else if (value != null && words[0].equals("Rss:")) {
                all.set(all.size() - 1, all.getLast().withResident(value));
            } else if (value != null && words[0].equals("Anonymous:")) {
                all.set(all.size() - 1, all.getLast().withAnonymous(value));
            }
        }
        return all;
    }

    private static @Nullable Long sizeIn(String... words) {
        return words.length > 2 && words[2].equals("kB") ? Long.parseLong(words[1]) * KIB : null;
    }

    private static Mapping headedBy(String... words) {
        var range = words[0].split("-", 2);
        var file = words.length > FILE ? words[FILE] : "";
        return new Mapping(
                Long.parseUnsignedLong(range[0], 16), Long.parseUnsignedLong(range[1], 16), words[1], file, 0, 0);
    }

    private Mapping withResident(long bytes) {
        return new Mapping(start, end, rights, file, bytes, anonymous);
    }

    private Mapping withAnonymous(long bytes) {
        return new Mapping(start, end, rights, file, resident, bytes);
    }
}
