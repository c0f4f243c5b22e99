package io.tidings.access;

import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a certificate proves a connection point beside its secret: by being the very one, or by a name that a trusted
 * authority wrote into it, which outlives a renewal. Both are null when no certificate was shown; the end is the one's alone.
 */
record Binding(@Nullable String fingerprint, @Nullable String name, @Nullable Instant expiresAt) {

    static final Binding NONE = new Binding(null, null, null);

    /** Without a name that was asked for it is the certificate itself that is bound. */
    static Binding of(@Nullable ShownCertificate shown, @Nullable String name) {
        if (name == null) {
            return shown == null ? NONE : new Binding(shown.fingerprint(), null, shown.expiresAt());
        }
        if (shown == null || !shown.names().contains(name)) {
            throw new Problem(ProblemType.INVALID, "The certificate does not prove this name")
                    .at(
                            "/certificateName",
                            "expected a DNS name or URI among the subject alternative names of the certificate that"
                                    + " is shown, issued by an authority that this service trusts");
        }
        return new Binding(null, name, null);
    }
}
