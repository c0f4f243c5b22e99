package io.tidings.bench;

/** One question about speed or memory, answered with a table. */
interface Workload {

    Table run(Surroundings around) throws Exception;
}
