package io.tidings.problem;

import io.vertx.core.MultiMap;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names the parameters of a query that could not be read as what they are expected to be. The REST layer answers that there is
 * nothing at the address, as its specification wants, and keeps the reason to itself.
 */
final class QueryTrouble {

    private QueryTrouble() {}

    /** What the reader of the value said quotes the value. */
    static Problem toProblem(Throwable unread, MultiMap query) {
        String said = Stream.iterate(unread, Objects::nonNull, Throwable::getCause)
                .map(Throwable::getMessage)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
        Problem problem = new Problem(ProblemType.INVALID_PARAMETER, "A parameter has a value that cannot be read");
        for (var parameter : query.entries()) {
            if (said.contains('"' + parameter.getValue() + '"')) {
                problem.atParameter(parameter.getKey(), "is not of the expected form, or out of range");
            }
        }
        return problem;
    }
}
