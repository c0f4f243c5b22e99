/**
 * Many hierarchies that do not exist.
 * A seed and a number come in, reports go out, the same ones for the same seed on every machine and in any order.
 * Unit tests, integration tests, the demo and the benchmarks all draw from it.
 * It knows {@code protocol} and Kafka only. Test tree only.
 */
@NullMarked
package io.tidings.fleet;

import org.jspecify.annotations.NullMarked;
