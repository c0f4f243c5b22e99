/**
 * The program: a command line comes in, and the service or one of the tools runs.
 * What belongs to no room because every room needs it once (the clock) is made here.
 * It may call every room; no room calls it.
 */
@NullMarked
package io.tidings;

import org.jspecify.annotations.NullMarked;
