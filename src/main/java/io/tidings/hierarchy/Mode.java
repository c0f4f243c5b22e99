package io.tidings.hierarchy;

/** How a connection point is connected: online it checks by itself, offline an operator carries files. */
public enum Mode {
    ONLINE,
    OFFLINE
}
