package io.tidings.usage;

import io.tidings.hierarchy.Outcome;
import java.util.UUID;

/** What became of an arrival. */
public sealed interface Receipt {

    /** It is kept; the outcome says whether it changed anything. */
    record Accepted(UUID reportId, String hierarchyId, Outcome outcome) implements Receipt {}

    /** It lies untouched among the rejected ones. */
    record Refused(UsageFault fault) implements Receipt {}
}
