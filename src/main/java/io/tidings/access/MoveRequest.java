package io.tidings.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidings.access.EnrolmentRequest.SiteRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where a connection point moves, and why. */
record MoveRequest(
        @NotNull @Valid SiteRequest site,
        @NotNull Reason reason,
        @Schema(description = "As at the enrolment") @Nullable @Size(max = 255) String certificateName) {

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
