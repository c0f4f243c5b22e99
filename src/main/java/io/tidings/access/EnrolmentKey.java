package io.tidings.access;

import java.time.Instant;

/** A one-time key, shown to the operator who minted it and to nobody else. */
record EnrolmentKey(String enrolmentKey, Instant expiresAt) {

    @Override
    public String toString() {
        return "EnrolmentKey[" + expiresAt + "]";
    }
}
