package io.tidings.hierarchy;

/**
 * A place in what happened to hierarchies, in the order of commits: whoever follows keeps the mark of the last thing it
 * has dealt with and asks for what comes after. Marks belong to one database cluster; after a restore into another,
 * begin at the start.
 */
public record Mark(long transaction, String row) {
    public static final Mark START = new Mark(0, "");
}
