package io.tidings.fleet;

import io.tidings.protocol.UsageReport;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reports as they come over a bad line: some twice, some spoilt, none in order. The same reports with the same seed give the
 * same traffic, and every posting says what must become of it.
 */
public final class Traffic {
    /** So many postings are under way at once; each may overtake all the others. */
    private static final int UNDER_WAY = 512;

    private static final int PERCENT = 100;
    /** As everything but a document of more than 1 MiB, which few streams can afford. */
    private static final List<Breakage> USUAL =
            Stream.of(Breakage.values()).filter(one -> one != Breakage.TOO_BIG).toList();

    private final long seed;
    private final int percentTwice;
    private final int percentSpoilt;

    /** Something that is sent: a report that must be taken, or one that is spoilt in some way. */
    public record Posting(UsageReport report, @Nullable Breakage breakage) {
        public String key() {
            return breakage == null ? report.hierarchyId() : breakage.key(report);
        }

        public byte @Nullable [] value() {
            return breakage == null ? report.toJson() : breakage.spoil(report);
        }
    }

    /** Nothing repeated, nothing spoilt, only out of order. */
    public Traffic(long seed) {
        this(seed, 0, 0);
    }

    public Traffic(long seed, int percentTwice, int percentSpoilt) {
        this.seed = seed;
        this.percentTwice = percentTwice;
        this.percentSpoilt = percentSpoilt;
    }

    public Stream<Posting> of(Stream<UsageReport> reports) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(new Line(reports.iterator()), Spliterator.ORDERED), false);
    }

    /** What is under way: a random one of them arrives next. */
    private final class Line implements Iterator<Posting> {
        private final SplittableRandom random = new SplittableRandom(seed);
        private final List<Posting> underWay = new ArrayList<>(UNDER_WAY);
        private final Iterator<UsageReport> reports;

        Line(Iterator<UsageReport> reports) {
            this.reports = reports;
        }

        @Override
        public boolean hasNext() {
            return reports.hasNext() || !underWay.isEmpty();
        }

        @Override
        public Posting next() {
            while (reports.hasNext() && underWay.size() < UNDER_WAY) {
                send(reports.next());
            }
            if (underWay.isEmpty()) {
                throw new NoSuchElementException();
            }
            int which = random.nextInt(underWay.size());
            Posting arrived = underWay.get(which);
            underWay.set(which, underWay.getLast());
            underWay.removeLast();
            return arrived;
        }

        private void send(UsageReport report) {
            underWay.add(new Posting(report, null));
            if (random.nextInt(PERCENT) < percentTwice) {
                underWay.add(new Posting(report, null));
            }
            if (random.nextInt(PERCENT) < percentSpoilt) {
                underWay.add(new Posting(report, USUAL.get(random.nextInt(USUAL.size()))));
            }
        }
    }
}
