package io.tidings.usage;

import io.tidings.hierarchy.TopologyFault;
import io.tidings.protocol.Flaw;
import io.tidings.protocol.Reading;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why a usage report is refused. The code is fixed; the detail names the rule, and of the report at most the codes of sites. */
public sealed interface UsageFault {

    String code();

    String detail();

    /** All there are, in order. */
    static SortedSet<String> codes() {
        Stream<UsageFault> beside = Stream.of(
                new Impossible(new TopologyFault.NoTopTier()),
                new FromTheFuture(),
                new KeyMismatch(),
                new Tombstone(),
                new Unstorable(""),
                new OurFailure());
        return Stream.concat(Stream.of(Flaw.values()).map(Flaw::code), beside.map(UsageFault::code))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The bytes are no report: not JSON, too big, too deep, not the schema. */
    record Unreadable(Flaw flaw, String at, String why) implements UsageFault {
        static Unreadable of(Reading.Unreadable<?> reading) {
            return new Unreadable(reading.flaw(), reading.at(), reading.detail());
        }

        @Override
        public String code() {
            return flaw.code();
        }

        @Override
        public String detail() {
            return at.isEmpty() ? why : at + ": " + why;
        }
    }

    /** No hierarchy can be as the report says. */
    record Impossible(TopologyFault fault) implements UsageFault {
        @Override
        public String code() {
            return "impossible-topology";
        }

        @Override
        public String detail() {
            return fault.code() + ": " + fault.detail();
        }
    }

    /** It was collected further ahead of us than clocks may differ. */
    record FromTheFuture() implements UsageFault {
        @Override
        public String code() {
            return "collected-in-future";
        }

        @Override
        public String detail() {
            return "collectedAt is more than 24 hours ahead";
        }
    }

    /** It came under the name of another hierarchy. */
    record KeyMismatch() implements UsageFault {
        @Override
        public String code() {
            return "key-mismatch";
        }

        @Override
        public String detail() {
            return "the key of the record is not the report's hierarchyId";
        }
    }

    /** A record without a value says nothing here: a hierarchy is erased by an operator, not by a producer. */
    record Tombstone() implements UsageFault {
        @Override
        public String code() {
            return "tombstone";
        }

        @Override
        public String detail() {
            return "the record has no value";
        }
    }

    /** The database cannot keep it, though nothing here saw why. */
    record Unstorable(String sqlState) implements UsageFault {
        @Override
        public String code() {
            return "unstorable";
        }

        @Override
        public String detail() {
            return "refused by the database: " + sqlState;
        }
    }

    /** We failed on it. Once mended, a replay brings it through. */
    record OurFailure() implements UsageFault {
        @Override
        public String code() {
            return "internal";
        }

        @Override
        public String detail() {
            return "the service failed on it; replay it after a new release";
        }
    }
}
