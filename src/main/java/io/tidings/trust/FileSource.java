package io.tidings.trust;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where a client reads a repository's files: a server, or a folder in an update pack. */
@FunctionalInterface
public interface FileSource {

    /** The file, or null when there is none; of a longer one than {@code most}, no more than the first byte too many. */
    byte @Nullable [] read(String name, long most) throws IOException;
}
