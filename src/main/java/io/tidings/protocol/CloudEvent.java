package io.tidings.protocol;

/** One CloudEvent 1.0: what it is called, and the bytes of its data, which are handed on and never compared. */
@SuppressWarnings("ArrayRecordComponent")
public record CloudEvent(String id, String source, String type, byte[] data) {}
