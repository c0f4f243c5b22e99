package io.tidings.trust;

/** What the trusted metadata says of a name. */
public sealed interface TargetLookup {

    record Found(TargetFile file) implements TargetLookup {}

    /** Nobody who may speak of this name vouches for it. */
    record Absent() implements TargetLookup {}

    /** A delegated role must be read first: fetch its file and hand it to {@code withDelegated}. */
    record Needed(DelegationPath role, int version) implements TargetLookup {}
}
