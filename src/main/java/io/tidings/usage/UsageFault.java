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

    default String code() {
        return switch (this) {
            case Unreadable(var flaw, var _, var _) -> flaw.code();
            case Impossible _ -> "impossible-topology";
            case FromTheFuture _ -> "collected-in-future";
            case KeyMismatch _ -> "key-mismatch";
            case Tombstone _ -> "tombstone";
            case Unstorable _ -> "unstorable";
            case OurFailure _ -> "internal";
        };
    }

    default String detail() {
        return switch (this) {
            case Unreadable(var _, var at, var why) -> at.isEmpty() ? why : at + ": " + why;
            case Impossible(var fault) -> fault.code() + ": " + fault.detail();
            case FromTheFuture() -> "collectedAt is more than 24 hours ahead";
            case KeyMismatch() -> "the key of the record is not the report's hierarchyId";
            case Tombstone() -> "the record has no value";
            case Unstorable(var sqlState) -> "refused by the database: " + sqlState;
            case OurFailure() -> "the service failed on it; replay it after a new release";
        };
    }

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
    }

    /** No hierarchy can be as the report says. */
    record Impossible(TopologyFault fault) implements UsageFault {}

    /** It was collected further ahead of us than clocks may differ. */
    record FromTheFuture() implements UsageFault {}

    /** It came under the name of another hierarchy. */
    record KeyMismatch() implements UsageFault {}

    /** A record without a value says nothing here: a hierarchy is erased by an operator, not by a producer. */
    record Tombstone() implements UsageFault {}

    /** The database cannot keep it, though nothing here saw why. */
    record Unstorable(String sqlState) implements UsageFault {}

    /** We failed on it. Once mended, a replay brings it through. */
    record OurFailure() implements UsageFault {}
}
