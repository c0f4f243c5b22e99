/**
 * Many hierarchies that do not exist: a seed comes in, reports go out, the same ones for the same seed on every machine.
 * Unit tests, integration tests, the demo and the benchmarks all draw from it; it knows {@code protocol} and Kafka only.
 */
@NullMarked
package io.tidings.fleet;

import org.jspecify.annotations.NullMarked;
