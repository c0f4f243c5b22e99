package io.tidings.hierarchy;

/** What an observation changed. Only the first of these changes the state of a hierarchy. */
public enum Outcome {
    /** The newest of its hierarchy: now its state. */
    TAKEN,
    /** This report was here before. */
    DUPLICATE,
    /** A newer report of this hierarchy was taken before. */
    OUTDATED,
    /** The hierarchy was erased after this was collected. */
    ERASED
}
