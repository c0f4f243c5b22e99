package io.tidings.relevance;

/** What became of one condition: it holds, it does not, or what would decide it is not known. */
sealed interface Finding {
    Finding HOLDS = new Holds();

    record Holds() implements Finding {}

    record Fails(Reason why) implements Finding {}

    record Undecided(Reason why) implements Finding {}
}
