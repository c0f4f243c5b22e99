package io.tidings.usage;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.hierarchy.Observation;
import io.tidings.hierarchy.Outcome;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The one way in for usage reports, whatever mouth they came by. When the answer is there, every accepted report is
 * committed and every refused one lies in the topic of rejected reports. A database that is away fails the whole batch,
 * which may then be given again: each report has its effect once.
 */
@Singleton
public class UsageIntake {
    /** Classes of SQL states that speak of the data and not of the database: 22 data, 23 integrity, 54 program limits. */
    private static final Set<String> OF_THE_DATA = Set.of("22", "23", "54");

    private static final int CLASS = 2;

    private final Hierarchies hierarchies;
    private final Rejected rejected;
    private final IntakeMetrics metrics;
    private final ReportLog log;
    private final Clock clock;

    UsageIntake(Hierarchies hierarchies, Rejected rejected, IntakeMetrics metrics, ReportLog log, Clock clock) {
        this.hierarchies = hierarchies;
        this.rejected = rejected;
        this.metrics = metrics;
        this.log = log;
        this.clock = clock;
    }

    /** The receipts come in the order of the arrivals. What is refused waits for Kafka for as long as it takes. */
    public Uni<List<Receipt>> accept(List<Arrival> arrivals) {
        return accept(arrivals, rejected::add);
    }

    /** For somebody who waits for the answer: it fails soon when Kafka does not take what is refused. */
    public Uni<List<Receipt>> acceptSoon(List<Arrival> arrivals) {
        return accept(arrivals, rejected::addSoon);
    }

    private Uni<List<Receipt>> accept(List<Arrival> arrivals, Function<List<Rejected.Refusal>, Uni<Void>> keep) {
        return Uni.createFrom()
                .item(() -> decode(arrivals))
                // parsing a batch takes longer than an event loop may be held
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(decoded -> take(arrivals, decoded))
                .call(receipts -> keep.apply(refusals(arrivals, receipts)))
                .invoke(receipts -> countRefused(arrivals, receipts));
    }

    private List<Decoded> decode(List<Arrival> arrivals) {
        Instant now = clock.instant();
        return arrivals.stream().map(arrival -> decode(arrival, now)).toList();
    }

    private Decoded decode(Arrival arrival, Instant now) {
        try {
            return Decoded.of(arrival, now);
        } catch (RuntimeException e) {
            // a fault of ours must not stop the partition behind it
            log.failed(arrival, e);
            return new Decoded.Bad(new UsageFault.OurFailure());
        }
    }

    private Uni<List<Receipt>> take(List<Arrival> arrivals, List<Decoded> decoded) {
        return observe(observations(decoded))
                .map(observed -> receipts(decoded, observed))
                .invoke(receipts -> countAccepted(arrivals, decoded, receipts));
    }

    private static List<Observation> observations(List<Decoded> decoded) {
        return decoded.stream()
                .filter(Decoded.Good.class::isInstance)
                .map(Decoded.Good.class::cast)
                .map(Decoded.Good::observation)
                .toList();
    }

    /** One value that the database refuses must not hold up the rest: the batch is halved until it stands alone. */
    private Uni<List<Receipt>> observe(List<Observation> seen) {
        return hierarchies
                .observe(seen)
                .map(outcomes -> accepted(seen, outcomes))
                .onFailure(UsageIntake::isOfTheData)
                .recoverWithUni(failure -> halve(seen, (PgException) failure));
    }

    private static boolean isOfTheData(Throwable failure) {
        return failure instanceof PgException pg
                && pg.getSqlState() != null
                && OF_THE_DATA.contains(pg.getSqlState().substring(0, CLASS));
    }

    private Uni<List<Receipt>> halve(List<Observation> seen, PgException failure) {
        if (seen.size() == 1) {
            return Uni.createFrom()
                    .item(List.of(new Receipt.Refused(new UsageFault.Unstorable(failure.getSqlState()))));
        }
        List<Observation> first = seen.subList(0, seen.size() / 2);
        List<Observation> second = seen.subList(seen.size() / 2, seen.size());
        return observe(first).chain(done -> observe(second).map(more -> {
            List<Receipt> both = new ArrayList<>(done);
            both.addAll(more);
            return both;
        }));
    }

    private static List<Receipt> accepted(List<Observation> seen, List<Outcome> outcomes) {
        List<Receipt> receipts = new ArrayList<>(seen.size());
        for (int i = 0; i < seen.size(); i++) {
            Observation one = seen.get(i);
            receipts.add(new Receipt.Accepted(one.reportId(), one.hierarchyId(), outcomes.get(i)));
        }
        return receipts;
    }

    private static List<Receipt> receipts(List<Decoded> decoded, List<Receipt> observed) {
        Iterator<Receipt> next = observed.iterator();
        return decoded.stream()
                .map(one -> switch (one) {
                    case Decoded.Good good -> next.next();
                    case Decoded.Bad(UsageFault fault) -> new Receipt.Refused(fault);
                })
                .toList();
    }

    private static List<Rejected.Refusal> refusals(List<Arrival> arrivals, List<Receipt> receipts) {
        List<Rejected.Refusal> refusals = new ArrayList<>();
        for (int i = 0; i < arrivals.size(); i++) {
            if (receipts.get(i) instanceof Receipt.Refused(UsageFault fault)) {
                refusals.add(new Rejected.Refusal(arrivals.get(i), fault));
            }
        }
        return refusals;
    }

    private void countAccepted(List<Arrival> arrivals, List<Decoded> decoded, List<Receipt> receipts) {
        Instant now = clock.instant();
        metrics.batch(arrivals.size());
        for (int i = 0; i < arrivals.size(); i++) {
            if (receipts.get(i) instanceof Receipt.Accepted accepted) {
                metrics.accepted(arrivals.get(i), (Decoded.Good) decoded.get(i), accepted.outcome(), now);
            }
        }
    }

    private void countRefused(List<Arrival> arrivals, List<Receipt> receipts) {
        for (int i = 0; i < arrivals.size(); i++) {
            if (receipts.get(i) instanceof Receipt.Refused(UsageFault fault)) {
                metrics.refused(fault);
                log.refused(arrivals.get(i), fault);
            }
        }
    }
}
