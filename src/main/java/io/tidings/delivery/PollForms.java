package io.tidings.delivery;

import io.tidings.protocol.CatalogDocument.OfferedUpdate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The forms of what a poll is answered, for the contract: the bytes themselves are written by {@code protocol}. */
final class PollForms {

    private PollForms() {}

    /** All that is offered. */
    @Schema(name = "CatalogDocument")
    record EditionForm(String schema, long edition, List<OfferedUpdate> updates) {}

    /** The way to it from the edition that since names. */
    @Schema(name = "CatalogChanges")
    record ChangesForm(
            String schema,
            long since,
            long edition,
            boolean full,
            List<OfferedUpdate> added,
            List<OfferedUpdate> changed,
            List<String> removed) {}
}
