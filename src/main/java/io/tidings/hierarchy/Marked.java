package io.tidings.hierarchy;

/** A thing that happened, and the mark after which the next is found. */
public record Marked<T>(Mark mark, T value) {}
