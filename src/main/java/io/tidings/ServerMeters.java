package io.tidings;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Lets one of the two servers take any free port (0) while the other has a fixed one. Meters of a name must have the same tags,
 * and those of a server with port 0 come without the port: the second server would never finish its start.
 */
@Singleton
class ServerMeters implements MeterFilter {

    private static final String PORT = "server.port";

    /** The meters of a server as a whole; those of single requests have no port. */
    private static final Set<String> OF_A_SERVER = Set.of(
            "http.server.active.requests",
            "http.server.active.connections",
            "http.server.connections",
            "http.server.bytes.read",
            "http.server.bytes.written",
            "http.server.errors");

    @Override
    public Meter.Id map(Meter.Id id) {
        return OF_A_SERVER.contains(id.getName()) && id.getTag(PORT) == null ? id.withTag(Tag.of(PORT, "0")) : id;
    }
}
