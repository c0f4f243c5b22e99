package io.tidings.connectivity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a connection point found: one result an endpoint, and the cloud services that are enabled there. */
record CheckReport(
        @Nullable Instant checkedAt,
        @Nullable @Size(max = 20) List<@NotNull @Size(max = 50) String> services,
        @NotEmpty @Size(max = 500) List<@NotNull @Valid Result> results) {

    /** Either the status of the answer, or how it failed without one. */
    record Result(
            @NotNull @Size(max = 253) @Pattern(regexp = "[^\\x00-\\x20\\x7f]+") String host,
            @Nullable @Size(max = 50) @Pattern(regexp = "[^\\x00-\\x1f\\x7f]*") String function,
            @Nullable @Min(100) @Max(999) Integer status,
            @Nullable @Pattern(regexp = "timeout|tls|not-connected") String failure) {

        @AssertTrue(message = "either status or failure")
        public boolean isOneOutcome() {
            return (status == null) != (failure == null);
        }

        Reachability reachability() {
            if (status != null) {
                return Reachability.ofStatus(status);
            }
            return switch (String.valueOf(failure)) {
                case "timeout" -> new Reachability.TimedOut();
                case "tls" -> new Reachability.TlsFailed();
                default -> new Reachability.NotConnected();
            };
        }
    }

    boolean hasEnabled(String service) {
        return services != null && services.contains(service);
    }
}
