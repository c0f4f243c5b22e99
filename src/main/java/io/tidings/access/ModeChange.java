package io.tidings.access;

import java.time.Instant;

/** A connection point asked for another mode, {@code online} or {@code offline}; its site has yet to take it up. */
public record ModeChange(String hierarchyId, String mode, Instant askedAt) {}
