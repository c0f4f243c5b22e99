package io.tidings;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The shape of what is written: chains that can be read aloud, no step within a step, nothing that waits by the clock. */
final class ShapeRules {

    private static final int CHAIN_STEPS = 7;

    /** Names that only Mutiny uses: they tell its chains from those of streams and builders, which may be long. */
    private static final Set<String> MUTINY = Set.of(
            "onItem",
            "onFailure",
            "onItemOrFailure",
            "onCancellation",
            "onTermination",
            "onSubscription",
            "onCompletion",
            "ifNoItem",
            "chain",
            "transformToUni",
            "transformToMulti",
            "transformToUniAndConcatenate",
            "transformToUniAndMerge",
            "replaceWith",
            "replaceWithVoid",
            "replaceWithNull",
            "eventually",
            "emitOn",
            "runSubscriptionOn",
            "memoize");

    /** They only choose what the next call is about; the two are one step. */
    private static final Set<String> CHOOSES = Set.of(
            "onItem",
            "onFailure",
            "onItemOrFailure",
            "onCancellation",
            "onTermination",
            "onSubscription",
            "onCompletion",
            "ifNoItem",
            "createFrom",
            "combine",
            "all",
            "select",
            "subscribe",
            "memoize",
            "group",
            "retry");

    private static final Set<String> GOES_ON = Set.of(
            "flatMap",
            "concatMap",
            "chain",
            "call",
            "transformToUni",
            "transformToMulti",
            "transformToUniAndConcatenate",
            "transformToUniAndMerge");

    private ShapeRules() {}

    static List<String> chainsAreShort(Source source) {
        var faults = new ArrayList<String>();
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
                var isLast = !(getCurrentPath().getParentPath().getLeaf() instanceof MemberSelectTree);
                var names = isLast ? namesOfChain(call) : List.<String>of();
                long steps =
                        names.stream().filter(name -> !CHOOSES.contains(name)).count();
                if (steps > CHAIN_STEPS && names.stream().anyMatch(MUTINY::contains)) {
                    faults.add(source.at(source.lineOf(call)) + "a chain of " + steps + " steps, " + CHAIN_STEPS
                            + " can be read: name a part of it as a method.");
                }
                return super.visitMethodInvocation(call, null);
            }
        }.scan(source.unit(), null);
        return faults;
    }

    static List<String> noStepWithinAStep(Source source) {
        var faults = new ArrayList<String>();
        new TreeScanner<Void, String>() {
            @Override
            public Void visitMethodInvocation(MethodInvocationTree call, String around) {
                var isStep = goesOn(call);
                if (isStep && !around.isEmpty()) {
                    faults.add(source.at(source.lineOf(call)) + nameOf(call) + " inside a " + around
                            + ": name the inner step as a method.");
                }
                scan(call.getMethodSelect(), around);
                for (var argument : call.getArguments()) {
                    scan(argument, isStep && argument instanceof LambdaExpressionTree ? nameOf(call) : around);
                }
                return null;
            }
        }.scan(source.unit(), "");
        return faults;
    }

    static List<String> nothingWaitsByTheClock(Source source) {
        var faults = new ArrayList<String>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
                if (nameOf(call).equals("sleep")) {
                    faults.add(source.at(source.lineOf(call)) + "waits by the clock: wait for what must come true.");
                }
                return super.visitMethodInvocation(call, null);
            }

            @Override
            public Void visitAnnotation(AnnotationTree annotation, Void unused) {
                if (annotation.getAnnotationType().toString().matches("(.*\\.)?Disabled\\w*")) {
                    faults.add(source.at(source.lineOf(annotation)) + "is switched off: mend it or remove it.");
                }
                return super.visitAnnotation(annotation, null);
            }
        }.scan(source.unit(), null);
        return faults;
    }

    private static boolean goesOn(MethodInvocationTree call) {
        return GOES_ON.contains(nameOf(call)) && call.getArguments().stream().anyMatch(ShapeRules::isFunction);
    }

    private static boolean isFunction(Tree argument) {
        return argument instanceof LambdaExpressionTree || argument instanceof MemberReferenceTree;
    }

    private static List<String> namesOfChain(MethodInvocationTree last) {
        var names = new ArrayList<String>();
        ExpressionTree link = last;
        while (link instanceof MethodInvocationTree call) {
            names.add(nameOf(call));
            link = call.getMethodSelect() instanceof MemberSelectTree select ? select.getExpression() : null;
        }
        return names;
    }

    private static String nameOf(MethodInvocationTree call) {
        return switch (call.getMethodSelect()) {
            case MemberSelectTree select -> select.getIdentifier().toString();
            case IdentifierTree name -> name.getName().toString();
            default -> "";
        };
    }
}
