package io.tidings.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks whether releases and updates hold together. Finds every fault, so that one import needs one round of mending. */
final class CatalogCheck {
    private final Map<String, Update> updates = new LinkedHashMap<>();
    private final Set<String> releases = new HashSet<>();
    private final List<CatalogFault> faults = new ArrayList<>();

    private CatalogCheck() {}

    static List<CatalogFault> faults(Collection<Release> releases, Collection<Update> updates) {
        var check = new CatalogCheck();
        releases.forEach(check::enter);
        updates.forEach(check::enter);
        releases.forEach(check::checkRelease);
        check.updates.values().forEach(check::checkUpdate);
        check.faults.addAll(new Cycles(check.updates).faults());
        return check.faults;
    }

    private void enter(Release release) {
        if (!releases.add(release.label())) {
            fault(release.label(), "duplicate", "the release " + release.label() + " is there twice");
        }
    }

    private void enter(Update update) {
        if (updates.putIfAbsent(update.id(), update) != null) {
            fault(update.id(), "duplicate", "the update " + update.id() + " is there twice");
        }
    }

    private void checkRelease(Release release) {
        if (!release.availableFrom().isBefore(release.supportEnds())) {
            fault(release.label(), "dates", "support of release " + release.label() + " ends before it is available");
        }
        if (release.generalFrom() != null && release.generalFrom().isBefore(release.availableFrom())) {
            fault(release.label(), "dates", "release " + release.label() + " is general before it is available");
        }
        for (var included : release.includes()) {
            known(release.label(), included, "includes");
        }
    }

    private void checkUpdate(Update update) {
        var id = update.id();
        if (update.release() != null) {
            knownRelease(id, update.release());
        }
        if (update.kind() == Kind.FEATURE && update.release() == null) {
            fault(id, "release-missing", id + " is a feature update and does not say which release it brings");
        }
        if (update.rollout() != null) {
            update.rollout().floors().forEach(label -> knownRelease(id, label));
        }
        checkSupersedence(update);
        update.requirements().forEach(requirement -> checkCondition(id, requirement.condition()));
        for (var revision : update.revisions()) {
            if (revision.by() != null) {
                known(id, revision.by(), "replaced by");
            }
        }
    }

    private void checkSupersedence(Update update) {
        var id = update.id();
        var supersedence = update.supersedence();
        supersedence.replaces().forEach(older -> known(id, older, "replaces"));
        supersedence.includes().forEach(older -> known(id, older, "includes"));
        supersedence.includesByRelease().forEach((release, olders) -> {
            knownRelease(id, release);
            olders.forEach(older -> known(id, older, "includes on " + release));
        });
        if (supersedence.mentioned().contains(id)) {
            fault(id, "self-supersedence", id + " supersedes itself");
        }
    }

    private void checkCondition(String id, Condition condition) {
        switch (condition) {
            case Condition.OnReleases(var labels) -> labels.forEach(label -> knownRelease(id, label));
            case Condition.SinceRelease(var least) -> knownRelease(id, least);
            case Condition.NotInstalled(var update) -> known(id, update, "not for sites with");
            case Condition.Prerequisites needs -> {
                needs.onReleases().forEach(label -> knownRelease(id, label));
                needs.allOf().forEach(choice -> choice.forEach(needed -> known(id, needed, "requires")));
                if (needs.allOf().stream().anyMatch(choice -> choice.contains(id))) {
                    fault(id, "self-prerequisite", id + " requires itself");
                }
            }
            case Condition.BuildWithin ignored -> {}
            case Condition.OnBranches ignored -> {}
            case Condition.BasePackages ignored -> {}
            case Condition.BaseRings ignored -> {}
            case Condition.DownloadedBefore ignored -> {}
            case Condition.TenantAttached ignored -> {}
            case Condition.GatewayOnScaleSet ignored -> {}
            case Condition.TapRollup ignored -> {}
            case Condition.BaseLabel ignored -> {}
            case Condition.Advisory ignored -> {}
            case Condition.Expression ignored -> {}
        }
    }

    private void known(String from, String to, String relation) {
        if (!updates.containsKey(to)) {
            fault(from, "unknown-update", from + " → " + to + ": " + relation + " an update that does not exist");
        }
    }

    private void knownRelease(String from, String label) {
        if (!releases.contains(label)) {
            fault(from, "unknown-release", from + " names release " + label + ", which does not exist");
        }
    }

    private void fault(String where, String code, String text) {
        faults.add(new CatalogFault(where, code, text));
    }
}
