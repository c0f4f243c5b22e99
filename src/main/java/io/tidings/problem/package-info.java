/**
 * What do we tell a caller we cannot serve? In comes anything that was thrown, by a resource, a framework or a route that
 * does not exist; out goes one RFC 9457 document, made in {@code ProblemResponses} and nowhere else.
 * Every room may throw a {@link io.tidings.problem.Problem}; the room itself calls nobody.
 */
@NullMarked
package io.tidings.problem;

import org.jspecify.annotations.NullMarked;
