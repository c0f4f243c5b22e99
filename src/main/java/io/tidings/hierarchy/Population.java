package io.tidings.hierarchy;

/** How many hierarchies share a standing, and the id of one of them. */
public record Population(Standing standing, long hierarchies, String sample) {}
