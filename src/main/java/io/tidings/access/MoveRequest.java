package io.tidings.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidings.access.EnrolmentRequest.SiteRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Where a connection point moves, and why. */
record MoveRequest(@NotNull @Valid SiteRequest site, @NotNull Reason reason) {

    /** Why a connection point moves. */
    enum Reason {
        @JsonProperty("recovery")
        RECOVERY,
        @JsonProperty("high-availability")
        HIGH_AVAILABILITY,
        @JsonProperty("expansion")
        EXPANSION
    }
}
