package io.tidings.access;

import java.time.Instant;
import java.util.Set;

/**
 * A certificate as a client showed it: its SHA-256 in hexadecimal, the names that a trusted authority vouches for, and its end.
 */
record ShownCertificate(String fingerprint, Set<String> names, Instant expiresAt) {}
