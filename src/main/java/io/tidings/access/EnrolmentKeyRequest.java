package io.tidings.access;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** For whom an enrolment key is, and for how long. */
record EnrolmentKeyRequest(
        @Schema(description = "Only this hierarchy may use the key; any may when it is absent")
                @Nullable
                @Pattern(regexp = EnrolmentRequest.HIERARCHY_ID, message = "expected 43 characters of base64url")
                String hierarchyId,
        @Schema(description = "How long the key can be used; a day when it is absent") @Nullable @Min(1) @Max(720)
                Integer validHours) {}
