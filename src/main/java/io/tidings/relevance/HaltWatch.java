package io.tidings.relevance;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidings.catalog.Updates;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.signal.Signals;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/**
 * Tells the catalog how installing went of each update that is on trial, after every report of an outcome and in every
 * replica: the catalog stops a rollout once, whoever tells first. Without a rollout under way this costs nothing.
 */
@Singleton
class HaltWatch {
    private static final String OUTCOMES = "hierarchy_servicing";

    private final Updates updates;
    private final Hierarchies hierarchies;
    private final MeterRegistry meters;
    private final Clock clock;

    HaltWatch(Updates updates, Hierarchies hierarchies, MeterRegistry meters, Clock clock) {
        this.updates = updates;
        this.hierarchies = hierarchies;
        this.meters = meters;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Signals signals) {
        signals.follow(OUTCOMES, this::look);
    }

    private Uni<Void> look() {
        return Uni.createFrom()
                .item(this::trials)
                // all updates are looked through, which an event loop should not do after every report
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onItem()
                .transformToMulti(trials -> Multi.createFrom().iterable(trials))
                .onItem()
                .transformToUniAndConcatenate(this::judge)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private List<Trial> trials() {
        var live = updates.live();
        var now = live.notBefore(clock.instant());
        return live.all()
                .flatMap(each -> Trial.in(each.getKey(), each.getValue(), now).stream())
                .toList();
    }

    private Uni<Boolean> judge(Trial trial) {
        return hierarchies
                .installations(trial.tenant(), trial.packages(), trial.since())
                .chain(told -> updates.outcome(trial.tenant(), trial.update(), told.succeeded(), told.failed()))
                .invoke(halted -> {
                    if (halted) {
                        meters.counter("catalog.halted", "tenant", trial.tenant(), "update", trial.update())
                                .increment();
                    }
                });
    }
}
