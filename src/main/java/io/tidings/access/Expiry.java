package io.tidings.access;

import java.time.Instant;

/** A secret of a hierarchy's connection point is about to expire; whoever wants to go on renews it before. */
public record Expiry(String hierarchyId, String tenant, Instant expiresAt) {}
