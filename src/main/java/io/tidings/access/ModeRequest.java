package io.tidings.access;

import jakarta.validation.constraints.NotNull;

/** The mode a connection point changes to. */
record ModeRequest(@NotNull Mode mode) {}
