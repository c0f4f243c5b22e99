/**
 * The program: reads the command line and starts the service or one of the tools.
 * Nothing calls it.
 */
@NullMarked
package io.tidings;

import org.jspecify.annotations.NullMarked;
