package io.tidings.access;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a connection point talks to us itself, or by hand of an administrator who carries files. */
enum Mode {
    @JsonProperty("online")
    ONLINE,
    @JsonProperty("offline")
    OFFLINE
}
