package io.tidings.client;

import io.tidings.audit.Entry;
import java.io.IOException;
import java.util.function.Consumer;

/** Where entries of the audit are read from: all of them, in the order of their numbers. */
@FunctionalInterface
public interface AuditSource {

    void read(String place, Consumer<Entry> reader) throws IOException;
}
