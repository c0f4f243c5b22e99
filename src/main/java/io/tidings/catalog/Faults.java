package io.tidings.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Turns what is wrong with a document into one answer that names all of it. */
final class Faults {

    private static final int TOLD = 1000;

    private Faults() {}

    static <T> T told(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (CatalogRefused refused) {
            throw toProblem(refused);
        }
    }

    static Problem toProblem(Throwable failure) {
        List<CatalogFault> faults = ((CatalogRefused) failure).faults();
        Problem problem = new Problem(
                        ProblemType.INVALID, "Nothing was changed: " + faults.size() + " faults were found.")
                .with("count", faults.size());
        faults.stream().limit(TOLD).forEach(fault -> problem.at(fault.where(), fault.code() + ": " + fault.text()));
        return problem;
    }

    /** The update of that document, which must be the one at that address. */
    static Update oneOf(String id, JsonNode document) {
        List<CatalogFault> faults = new ArrayList<>();
        Update update = UpdateJson.read(document, "", faults);
        if (update != null && !update.id().equals(id)) {
            faults.add(new CatalogFault("/id", "other-id", "the address names " + id));
        }
        if (update == null || !faults.isEmpty()) {
            throw new CatalogRefused(faults);
        }
        return update;
    }

    static Rollout rollout(JsonNode document) {
        List<CatalogFault> faults = new ArrayList<>();
        Rollout rollout = RolloutJson.read(new Entry(document, "", faults));
        if (!faults.isEmpty()) {
            throw new CatalogRefused(faults);
        }
        return rollout;
    }
}
