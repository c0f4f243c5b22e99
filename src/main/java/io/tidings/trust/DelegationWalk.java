package io.tidings.trust;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** The search for a name from the top-level targets down, first role first (TUF 5.6.7). */
final class DelegationWalk {

    /** More roles than this are an attack on the reader's time. */
    private static final int MOST_ROLES = 32;

    private final String target;
    private final TrustedMetadata trusted;
    private final Instant now;
    private final Deque<DelegationPath> ahead = new ArrayDeque<>();
    private final Set<DelegationPath> visited = new HashSet<>();

    DelegationWalk(String target, TrustedMetadata trusted, Instant now) {
        this.target = target;
        this.trusted = trusted;
        this.now = now;
        ahead.push(DelegationPath.TOP);
    }

    TargetLookup answer() {
        while (!ahead.isEmpty() && visited.size() < MOST_ROLES) {
            var step = ahead.pop();
            if (!visited.add(step)) {
                continue;
            }
            var targets = trusted.targetsOf(step);
            if (targets == null) {
                return new TargetLookup.Needed(step, trusted.versionOf(step));
            }
            targets.checkFresh(now);
            var found = targets.files().get(target);
            if (found != null) {
                return new TargetLookup.Found(found);
            }
            follow(step, targets);
        }
        return new TargetLookup.Absent();
    }

    private void follow(DelegationPath parent, Targets targets) {
        var delegations = targets.delegations();
        if (delegations == null) {
            return;
        }
        var next = new ArrayDeque<DelegationPath>();
        for (var role : delegations.roles()) {
            if (role.speaksOf(target)) {
                next.push(parent.to(role.name()));
                if (role.terminating()) {
                    ahead.clear();
                    break;
                }
            }
        }
        next.forEach(ahead::push);
    }
}
