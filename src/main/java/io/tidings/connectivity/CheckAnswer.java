package io.tidings.connectivity;

import io.tidings.connectivity.CheckReport.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a check amounts to: the worst status message, and each endpoint that was not reached with what to do about it. */
record CheckAnswer(int message, String severity, String advice, int reached, List<Failed> failed) {

    /** An endpoint that was not reached. */
    record Failed(String host, String function, String reason, int message, String advice) {}

    /** In that year: what was needed before, or will be, is worth no more than a warning. Equal results are one. */
    static CheckAnswer of(CheckReport report, Endpoints endpoints, int year) {
        Set<Result> results = new LinkedHashSet<>(report.results());
        List<Failed> failed = new ArrayList<>();
        StatusMessage worst = StatusMessage.ALL_REACHED;
        for (Result result : results) {
            Reachability reachability = result.reachability();
            if (!reachability.isReached()) {
                List<Endpoint> known = endpoints.covering(result.host(), result.function()).stream()
                        .filter(endpoint -> endpoint.isNeededIn(year))
                        .toList();
                StatusMessage message = messageFor(report, known);
                worst = message.compareTo(worst) > 0 ? message : worst;
                failed.add(new Failed(
                        result.host(),
                        function(result, known),
                        reachability.reason(),
                        message.id(),
                        reachability.advice()));
            }
        }
        int reached = results.size() - failed.size();
        return new CheckAnswer(worst.id(), worst.severity(), worst.advice(), reached, List.copyOf(failed));
    }

    /** A host may serve several functions: the worst counts. One that none is known to need is no more than a warning. */
    private static StatusMessage messageFor(CheckReport report, List<Endpoint> known) {
        return known.stream()
                .map(endpoint -> messageFor(report, endpoint))
                .max(Comparator.naturalOrder())
                .orElse(StatusMessage.SOME_MISSING);
    }

    private static StatusMessage messageFor(CheckReport report, Endpoint endpoint) {
        if (endpoint.cloudService()) {
            return report.hasEnabled(endpoint.function())
                    ? StatusMessage.CLOUD_SERVICE_MISSING
                    : StatusMessage.SOME_MISSING;
        }
        return endpoint.critical() ? StatusMessage.CRITICAL_MISSING : StatusMessage.SOME_MISSING;
    }

    private static String function(Result result, List<Endpoint> known) {
        if (result.function() != null) {
            return result.function();
        }
        return known.isEmpty() ? "unknown" : known.getFirst().function();
    }
}
