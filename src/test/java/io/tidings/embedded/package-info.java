/**
 * A real PostgreSQL and a real Kafka without a container engine, as child processes on free ports of the loopback.
 * In go a folder and nothing else; out come addresses. Every {@code @QuarkusTest} and {@code @QuarkusIntegrationTest} gets
 * one pair per test run without asking ({@link io.tidings.embedded.EmbeddedServices}), can stop, kill and restart
 * either of them, and finds their logs under {@code target/embedded}. Test tree only: the production artifact
 * carries none of it.
 */
@NullMarked
package io.tidings.embedded;

import org.jspecify.annotations.NullMarked;
