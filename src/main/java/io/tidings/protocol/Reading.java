package io.tidings.protocol;

/** What came of reading bytes: the value they say, or the first flaw that was found in them and where. */
public sealed interface Reading<T> {

    record Read<T>(T value) implements Reading<T> {}

    /** {@code at} is a JSON pointer. The detail names rules and never repeats the document. */
    record Unreadable<T>(Flaw flaw, String at, String detail) implements Reading<T> {}
}
