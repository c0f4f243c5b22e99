package io.tidings.relevance;

import java.util.Arrays;

/** A fixed-size set of small numbers. BitSet grows and checks on every call; this is the inner loop of judging. */
final class Bits {
    private final long[] words;

    Bits(int size) {
        this.words = new long[(size + Long.SIZE - 1) / Long.SIZE];
    }

    void set(int index) {
        words[index / Long.SIZE] |= 1L << (index % Long.SIZE);
    }

    boolean get(int index) {
        return (words[index / Long.SIZE] & (1L << (index % Long.SIZE))) != 0;
    }

    boolean intersects(Bits other) {
        for (int i = 0; i < words.length; i++) {
            if ((words[i] & other.words[i]) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether both have one that the third lacks. */
    boolean intersects(Bits other, Bits except) {
        for (int i = 0; i < words.length; i++) {
            if ((words[i] & other.words[i] & ~except.words[i]) != 0) {
                return true;
            }
        }
        return false;
    }

    boolean isEmpty() {
        return Arrays.stream(words).allMatch(word -> word == 0);
    }
}
