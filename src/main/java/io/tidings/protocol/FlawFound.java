package io.tidings.protocol;

/** Carries a flaw from the place that found it out of the parser. Without a stack: a flood of bad input must stay cheap. */
final class FlawFound extends Exception {
    private static final long serialVersionUID = 1L;

    private final Flaw flaw;
    private final String at;

    FlawFound(Flaw flaw, String at, String detail) {
        super(detail, null, false, false);
        this.flaw = flaw;
        this.at = at;
    }

    <T> Reading<T> toReading() {
        return new Reading.Unreadable<>(flaw, at, String.valueOf(getMessage()));
    }
}
