package io.tidings.catalog;

import io.tidings.catalog.Revision.Event;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One published package. The id is its own; a KB number is no key, for one number may stand for several packages.
 * {@code release} is the release a feature update brings. Until {@code generalFrom} only hierarchies that opted in to
 * the early ring see it. {@code contents} are SHA-256 digests in hexadecimal.
 */
public record Update(
        String id,
        SortedSet<String> kbs,
        @Nullable String title,
        Kind kind,
        @Nullable String release,
        Distribution distribution,
        @Nullable LocalDate generalFrom,
        List<Revision> revisions,
        List<Requirement> requirements,
        Supersedence supersedence,
        Effects effects,
        SortedSet<UUID> packageGuids,
        SortedSet<String> contents,
        List<String> links,
        List<String> sources,
        @Nullable Rollout rollout) {

    public Update {
        kbs = Values.sorted(kbs);
        revisions =
                revisions.stream().sorted(Comparator.comparing(Revision::on)).toList();
        requirements = List.copyOf(requirements);
        packageGuids = Values.sorted(packageGuids);
        contents = Values.sorted(contents);
        links = List.copyOf(links);
        sources = List.copyOf(sources);
    }

    /** One that reaches all at once when it is published. */
    public Update(
            String id,
            SortedSet<String> kbs,
            @Nullable String title,
            Kind kind,
            @Nullable String release,
            Distribution distribution,
            @Nullable LocalDate generalFrom,
            List<Revision> revisions,
            List<Requirement> requirements,
            Supersedence supersedence,
            Effects effects,
            SortedSet<UUID> packageGuids,
            SortedSet<String> contents,
            List<String> links,
            List<String> sources) {
        this(
                id,
                kbs,
                title,
                kind,
                release,
                distribution,
                generalFrom,
                revisions,
                requirements,
                supersedence,
                effects,
                packageGuids,
                contents,
                links,
                sources,
                null);
    }

    /** Where its publication stands on that day, by the events up to and with it. */
    public Availability availabilityOn(LocalDate day) {
        Availability state = new Availability.NotYet(firstDay().orElse(null));
        for (var revision : revisions) {
            if (revision.on().isAfter(day)) {
                break;
            }
            state = after(state, revision);
        }
        return state;
    }

    private static Availability after(Availability before, Revision revision) {
        return switch (revision.event()) {
            case PUBLISHED -> new Availability.Published(revision.on(), false);
            case REPUBLISHED -> new Availability.Published(revision.on(), true);
            case REPLACED, REVOKED -> new Availability.Withdrawn(revision.on(), revision.by());
            case EXPIRED -> new Availability.Expired(revision.on(), revision.by());
            case PAUSED -> new Availability.Paused(revision.on(), before);
            case RESUMED -> before instanceof Availability.Paused(var since, var held) ? held : before;
            case ARTICLE_REVISED, RENUMBERED -> before;
        };
    }

    /** The day it was, or is to be, published first. */
    public Optional<LocalDate> firstDay() {
        return revisions.stream()
                .filter(revision -> revision.event() == Event.PUBLISHED)
                .map(Revision::on)
                .findFirst();
    }

    /** The conditions of one sort. */
    public <C extends Condition> List<C> conditions(Class<C> sort) {
        return requirements.stream()
                .map(Requirement::condition)
                .filter(sort::isInstance)
                .map(sort::cast)
                .toList();
    }

    public Update withRevisions(List<Revision> others) {
        return with(others, contents, rollout);
    }

    public Update withRollout(@Nullable Rollout other) {
        return with(revisions, contents, other);
    }

    Update withContents(SortedSet<String> others) {
        return with(revisions, others, rollout);
    }

    private Update with(
            List<Revision> otherRevisions, SortedSet<String> otherContents, @Nullable Rollout otherRollout) {
        return new Update(
                id,
                kbs,
                title,
                kind,
                release,
                distribution,
                generalFrom,
                otherRevisions,
                requirements,
                supersedence,
                effects,
                packageGuids,
                otherContents,
                links,
                sources,
                otherRollout);
    }
}
