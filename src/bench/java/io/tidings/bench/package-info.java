/**
 * What the service costs, measured: {@code ./mvnw -Pbench -Dbench=<name>}. In goes the packaged program as a child process
 * beside the embedded PostgreSQL and Kafka; out comes a table per workload, on the screen and in {@code target/bench}.
 * Every rate stands beside the limit that the same machine reached in the same run, because only their ratio
 * travels. A new workload is one class and one line in {@link io.tidings.bench.Bench}. Nothing calls it.
 */
@NullMarked
package io.tidings.bench;

import org.jspecify.annotations.NullMarked;
