package io.tidings.embedded;

import static java.util.Objects.requireNonNull;

/** A reason why nothing was started that whoever typed the command can mend; the message is all there is to say. */
final class UpFailure extends Exception {

    private static final long serialVersionUID = 1;

    UpFailure(String message) {
        super(message);
    }

    /** A server that did not start; what it says names its log. */
    static UpFailure of(IllegalStateException failed) {
        return new UpFailure(String.valueOf(failed.getMessage()));
    }

    @Override
    public String getMessage() {
        return requireNonNull(super.getMessage());
    }
}
