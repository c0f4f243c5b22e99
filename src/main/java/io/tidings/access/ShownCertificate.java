package io.tidings.access;

import java.util.Set;

/** A certificate as a client showed it: its SHA-256 in hexadecimal, and the names that a trusted authority vouches for. */
record ShownCertificate(String fingerprint, Set<String> names) {}
