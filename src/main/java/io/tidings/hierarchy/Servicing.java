package io.tidings.hierarchy;

import java.time.Instant;
import java.util.UUID;

/** The state that a package has reached in a hierarchy, by the number the site gives it, and since when. */
public record Servicing(UUID packageGuid, int state, Instant at) {}
