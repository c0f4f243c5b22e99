/**
 * Is the database shaped as this program expects? In come the SQL files below {@code schema/} in the order of
 * {@code schema/index}; out comes a database on which each of them ran exactly once, however many replicas start at once.
 * The connections of all rooms are made here too. Any room may wait for {@link io.tidings.schema.Migrations#done()}; the room itself
 * calls nobody.
 */
@NullMarked
package io.tidings.schema;

import org.jspecify.annotations.NullMarked;
