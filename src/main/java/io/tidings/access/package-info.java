/**
 * Who are you, and may you? In come credentials, enrolment keys and bearer tokens; out go a caller with its roles, its
 * tenant and, for a connection point, the one hierarchy it speaks for. Every request passes here before any room sees it.
 * Mouths ask {@link io.tidings.access.Access} who called; no other room decides about identity.
 */
@NullMarked
package io.tidings.access;

import org.jspecify.annotations.NullMarked;
