package io.tidings.catalog;

import com.google.api.expr.v1alpha1.Expr;
import com.google.api.expr.v1alpha1.Type;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.projectnessie.cel.Env;
import org.projectnessie.cel.EnvOption;
import org.projectnessie.cel.Program;
import org.projectnessie.cel.checker.Decls;
import org.projectnessie.cel.common.types.Err;
import org.projectnessie.cel.common.types.ref.Val;

/**
 * One expression in the Common Expression Language over the facts of a standing, parsed and type-checked. It has neither
 * macros nor regular expressions, so that its cost is bounded by its length. Equal texts are equal formulas.
 */
public final class Formula {

    private static final int LONGEST = 1000;
    private static final String PATTERNS = "matches";

    /** The facts that an expression may name, each with its type. */
    public enum Fact {
        BRANCH("branch", Decls.String),
        VERSION("version", Decls.String),
        BUILD("build", Decls.Int),
        RELEASE("release", Decls.String),
        BASE_RING("baseRing", Decls.String),
        BASE_PACKAGE("basePackage", Decls.String),
        DOWNLOADED_ON("downloadedOn", Decls.String),
        EARLY_RING_OPT_IN("earlyRingOptIn", Decls.newListType(Decls.String)),
        TENANT_ATTACHED("tenantAttached", Decls.Bool),
        CMG_ON_SCALE_SET("cmgOnScaleSet", Decls.Bool),
        TAP("tap", Decls.Bool),
        TAP_ROLLUP("tapRollup", Decls.Bool),
        INSTALLED("installed", Decls.newListType(Decls.String));

        private final String word;
        private final Type type;

        Fact(String word, Type type) {
            this.word = word;
            this.type = type;
        }

        /** The name in an expression. */
        public String word() {
            return word;
        }
    }

    private static final Env ENVIRONMENT = Env.newEnv(
            EnvOption.clearMacros(),
            EnvOption.declarations(Arrays.stream(Fact.values())
                    .map(fact -> Decls.newVar(fact.word, fact.type))
                    .toList()));

    private final String text;
    private final Program program;

    private Formula(String text, Program program) {
        this.text = text;
        this.program = program;
    }

    /** The formula of that text; throws IllegalArgumentException, which says what is wrong and where, when it is none. */
    public static Formula of(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("an expression has at most " + LONGEST + " characters");
        }
        var compiled = compile(text);
        if (compiled.hasIssues()) {
            throw new IllegalArgumentException(compiled.getIssues().getErrors().stream()
                    .map(error ->
                            at(error.getLocation().line(), error.getLocation().column(), error.getMessage()))
                    .distinct()
                    .collect(Collectors.joining("; ")));
        }
        var tree = compiled.getAst();
        if (!tree.getResultType().equals(Decls.Bool)) {
            throw new IllegalArgumentException(
                    at(1, 0, "an expression must be true or false, and this is a " + name(tree.getResultType())));
        }
        if (isMade(tree.getExpr(), Formula::isUnavailable)) {
            throw new IllegalArgumentException(
                    at(1, 0, "patterns and messages are not available; contains, startsWith and endsWith are"));
        }
        return new Formula(text, ENVIRONMENT.program(tree));
    }

    private static Env.AstIssuesTuple compile(String text) {
        try {
            // compile() goes on to check what could not be parsed, and fails there
            var parsed = ENVIRONMENT.parse(text);
            return parsed.hasIssues() ? parsed : ENVIRONMENT.check(parsed.getAst());
        } catch (StackOverflowError tooDeep) {
            throw new IllegalArgumentException("the expression is nested too deeply", tooDeep);
        }
    }

    private static String at(int line, int column, String message) {
        return "line " + line + ", column " + (column + 1) + ": " + message;
    }

    private static String name(Type type) {
        return type.hasPrimitive() ? type.getPrimitive().name().toLowerCase(Locale.ROOT) : "value of another type";
    }

    /** A pattern may take for ever, and a message is made by reflection, which a native image does not have. */
    private static boolean isUnavailable(Expr part) {
        return part.getCallExpr().getFunction().equals(PATTERNS)
                || !part.getStructExpr().getMessageName().isEmpty();
    }

    private static boolean isMade(Expr tree, Predicate<Expr> wanted) {
        return wanted.test(tree) || parts(tree).anyMatch(part -> isMade(part, wanted));
    }

    private static Stream<Expr> parts(Expr tree) {
        return switch (tree.getExprKindCase()) {
            case CALL_EXPR -> {
                var call = tree.getCallExpr();
                yield Stream.concat(Stream.of(call.getTarget()), call.getArgsList().stream());
            }
            case SELECT_EXPR -> Stream.of(tree.getSelectExpr().getOperand());
            case LIST_EXPR -> tree.getListExpr().getElementsList().stream();
            case STRUCT_EXPR ->
                tree.getStructExpr().getEntriesList().stream()
                        .flatMap(entry -> Stream.of(entry.getMapKey(), entry.getValue()));
            case CONST_EXPR, IDENT_EXPR, COMPREHENSION_EXPR, EXPRKIND_NOT_SET -> Stream.empty();
        };
    }

    /**
     * Whether it holds for these facts, by their words; empty when it cannot be told, because it needs a fact that is not
     * among them or does what has no result, such as a division by nothing.
     */
    public Optional<Boolean> holds(Map<String, Object> facts) {
        Val outcome = program.eval(facts).getVal();
        return Err.isError(outcome) || !(outcome.value() instanceof Boolean held)
                ? Optional.empty()
                : Optional.of(held);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Formula that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
