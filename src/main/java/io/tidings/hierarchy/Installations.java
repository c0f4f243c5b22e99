package io.tidings.hierarchy;

/** In how many hierarchies an update was installed, and in how many that failed, among those that reported either. */
public record Installations(long succeeded, long failed) {}
