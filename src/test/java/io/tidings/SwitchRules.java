package io.tidings;

import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.DeconstructionPatternTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.PatternCaseLabelTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** A switch over a sealed type of ours has no default: a new variant is then a compile error wherever it matters. */
final class SwitchRules {

    private SwitchRules() {}

    /** The simple names of all variants of sealed types: those they permit, and those beside them that name them. */
    static Set<String> variantsIn(List<Source> sources) {
        var variants = new HashSet<String>();
        for (var source : sources) {
            var types = typesIn(source);
            types.stream()
                    .filter(type -> type.getModifiers().getFlags().contains(Modifier.SEALED))
                    .forEach(parent -> {
                        parent.getPermitsClause().forEach(variant -> variants.add(simpleName(variant)));
                        types.stream()
                                .filter(type -> isVariant(type, parent))
                                .forEach(type ->
                                        variants.add(type.getSimpleName().toString()));
                    });
        }
        return variants;
    }

    static List<String> switchesAreExhaustive(Source source, Set<String> variants) {
        var faults = new ArrayList<String>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitSwitch(SwitchTree tree, Void unused) {
                look(tree, tree.getCases());
                return super.visitSwitch(tree, null);
            }

            @Override
            public Void visitSwitchExpression(SwitchExpressionTree tree, Void unused) {
                look(tree, tree.getCases());
                return super.visitSwitchExpression(tree, null);
            }

            private void look(Tree tree, List<? extends CaseTree> cases) {
                if (hasDefault(cases) && typesMatchedBy(cases).stream().anyMatch(variants::contains)) {
                    faults.add(source.at(source.lineOf(tree))
                            + "a default over a sealed type hides the variant that comes next: name them all.");
                }
            }
        }.scan(source.unit(), null);
        return faults;
    }

    private static List<ClassTree> typesIn(Source source) {
        var types = new ArrayList<ClassTree>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree type, Void unused) {
                types.add(type);
                return super.visitClass(type, null);
            }
        }.scan(source.unit(), null);
        return types;
    }

    private static boolean isVariant(ClassTree type, ClassTree parent) {
        var name = parent.getSimpleName().toString();
        var base = type.getExtendsClause();
        var isExtended = base != null && simpleName(base).equals(name);
        return isExtended
                || type.getImplementsClause().stream()
                        .anyMatch(implemented -> simpleName(implemented).equals(name));
    }

    private static boolean hasDefault(List<? extends CaseTree> cases) {
        return cases.stream().flatMap(one -> one.getLabels().stream()).anyMatch(DefaultCaseLabelTree.class::isInstance);
    }

    private static Set<String> typesMatchedBy(List<? extends CaseTree> cases) {
        var types = new HashSet<String>();
        for (var one : cases) {
            for (var label : one.getLabels()) {
                if (label instanceof PatternCaseLabelTree pattern) {
                    switch (pattern.getPattern()) {
                        case BindingPatternTree binding ->
                            types.add(simpleName(binding.getVariable().getType()));
                        case DeconstructionPatternTree record -> types.add(simpleName(record.getDeconstructor()));
                        default -> {}
                    }
                }
            }
        }
        return types;
    }

    /** Of `Installed.Known` and `Known<T>` alike: Known. */
    private static String simpleName(Tree type) {
        var name = type.toString().replaceFirst("<.*", "");
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
