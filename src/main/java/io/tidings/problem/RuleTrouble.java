package io.tidings.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.constraints.NotNull;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Turns broken validation rules into places in the body, or names of parameters. */
final class RuleTrouble {

    private RuleTrouble() {}

    /** The problem, if the caller broke the rules; a result of ours that breaks them is our own fault. */
    static Optional<Problem> toProblem(ConstraintViolationException failure) {
        List<? extends ConstraintViolation<?>> broken = failure.getConstraintViolations().stream()
                .sorted(Comparator.comparing(
                        violation -> violation.getPropertyPath().toString()))
                .toList();
        if (broken.isEmpty() || broken.stream().anyMatch(RuleTrouble::isResult)) {
            return Optional.empty();
        }
        if (broken.stream().anyMatch(RuleTrouble::isMissingBody)) {
            return Optional.of(new Problem(ProblemType.BAD_REQUEST, "The request needs a body"));
        }
        boolean inBody = broken.stream().anyMatch(violation -> nodes(violation).size() > 2);
        Problem problem = inBody
                ? new Problem(ProblemType.INVALID, "The body breaks a rule")
                : new Problem(ProblemType.INVALID_PARAMETER, "A parameter has a value that is not allowed");
        broken.forEach(violation -> add(problem, violation));
        return Optional.of(problem);
    }

    private static boolean isResult(ConstraintViolation<?> violation) {
        return nodes(violation).stream().anyMatch(node -> node.getKind() == ElementKind.RETURN_VALUE);
    }

    /** Parameters of the address have defaults or may be left out: what may not be null is the body. */
    private static boolean isMissingBody(ConstraintViolation<?> violation) {
        return nodes(violation).size() == 2
                && violation.getConstraintDescriptor().getAnnotation() instanceof NotNull;
    }

    private static void add(Problem problem, ConstraintViolation<?> violation) {
        List<Path.Node> nodes = nodes(violation);
        // the first node is the method, the second its parameter; what follows is a way into the body
        if (nodes.size() == 2) {
            problem.atParameter(String.valueOf(nodes.get(1).getName()), violation.getMessage());
            return;
        }
        StringBuilder pointer = new StringBuilder();
        for (Path.Node node : nodes.subList(Math.min(2, nodes.size()), nodes.size())) {
            if (node.getKey() != null) {
                pointer.append('/').append(JsonTrouble.escape(node.getKey().toString()));
            } else if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            }
            if (node.getKind() == ElementKind.PROPERTY) {
                pointer.append('/').append(JsonTrouble.escape(String.valueOf(node.getName())));
            }
        }
        problem.at(pointer.toString(), violation.getMessage());
    }

    private static List<Path.Node> nodes(ConstraintViolation<?> violation) {
        return StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .toList();
    }
}
