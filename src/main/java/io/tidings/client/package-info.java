/**
 * The far end, and the tools: what runs beside a site or in an operator's hand. In come a command line and files, out go
 * lines for people and an exit code. Plain Java on {@code protocol}, {@code trust} and {@code version}: no container
 * starts here. Only the program calls it.
 */
@NullMarked
package io.tidings.client;

import org.jspecify.annotations.NullMarked;
