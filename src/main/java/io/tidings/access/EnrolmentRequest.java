package io.tidings.access;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a connection point says when it enrols. */
record EnrolmentRequest(
        @Schema(description = "The one-time key; not needed where enrolment is open") @Nullable @Size(max = 128)
                String enrolmentKey,
        @NotNull @Pattern(regexp = HIERARCHY_ID, message = "expected 43 characters of base64url") String hierarchyId,
        @NotNull @Valid SiteRequest site,
        @NotNull Mode mode,
        @Schema(description = "The hierarchy manages mobile devices by a subscription, which needs the online mode")
                boolean mobileDeviceSubscription,
        @Schema(
                        description =
                                "Binds to this DNS name or URI of the client certificate instead of the certificate itself")
                @Nullable
                @Size(max = 255)
                String certificateName) {

    static final String HIERARCHY_ID = "[A-Za-z0-9_-]{43}";

    /** The site on which the connection point is installed. */
    record SiteRequest(
            @NotNull @Pattern(regexp = "[A-Za-z0-9]{3}", message = "expected three letters or digits") String code,
            @NotNull SiteType type,
            @NotNull
                    @Pattern(
                            regexp = "\\d{1,2}\\.\\d{1,2}\\.\\d{4,5}\\.\\d{1,5}",
                            message = "expected a version like 5.00.9128.1000")
                    String version,
            @Schema(description = "The site above, if there is one") @Nullable @Pattern(regexp = "[A-Za-z0-9]{3}")
                    String parent) {}
}
