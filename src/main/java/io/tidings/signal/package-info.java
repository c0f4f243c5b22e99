/**
 * Who must look again? A room that committed something says so on a channel of PostgreSQL; the rooms that wait for it, in
 * every replica, come and look. A signal carries no data, several become one, and one that was lost is made up for
 * within a bounded time. Any room may call; it calls schema alone.
 */
@NullMarked
package io.tidings.signal;

import org.jspecify.annotations.NullMarked;
