package io.tidings.notice;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A notice as it is told: its number says where a stream is to be taken up. */
@RegisterForReflection
record PostedNotice(
        long number,
        String kind,
        String severity,
        String subject,
        String text,
        Instant postedAt,
        @Nullable Instant acknowledgedAt) {}
