package io.tidings.trust;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** The four kinds of TUF metadata, as plain facts; only {@link Signed} makes them worth anything. */
public sealed interface Metadata permits Root, Timestamp, Snapshot, Targets {

    /** The version of the TUF specification that all of it follows. */
    String SPECIFICATION = "1.0.31";

    TopRole role();

    int version();

    Instant expires();

    /** What stands in the file beside the fields that every kind has. */
    Map<String, Object> details();

    default Map<String, Object> toTree() {
        var tree = new LinkedHashMap<String, Object>(details());
        tree.put("_type", role().toString());
        tree.put("spec_version", SPECIFICATION);
        tree.put("version", version());
        tree.put("expires", expires().truncatedTo(ChronoUnit.SECONDS).toString());
        return tree;
    }

    default void checkFresh(Instant now) {
        if (!expires().isAfter(now)) {
            throw new Untrusted(Untrusted.Reason.EXPIRED, role() + " " + version() + " expired at " + expires());
        }
    }

    static void checkHead(Fields fields, TopRole role) {
        if (!fields.text("_type").equals(role.toString())) {
            throw new Untrusted(Untrusted.Reason.MALFORMED, "not metadata of the role " + role);
        }
        if (!fields.text("spec_version").matches("1(\\.[0-9]+)+")) {
            throw new Untrusted(Untrusted.Reason.MALFORMED, "not TUF 1.x");
        }
    }
}
