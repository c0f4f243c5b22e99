package io.tidings.hierarchy;

/** A hierarchy has come to a standing; where it stood before is of no matter any more. */
public record Move(String hierarchyId, String tenant, StandingId standing) {}
