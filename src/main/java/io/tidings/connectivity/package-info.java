/**
 * Can the two ends reach each other? In come the results of a connection point's check; out go the endpoints it must reach,
 * the status message that its results amount to, and what they amounted to before.
 * Calls hierarchy, to follow erasures.
 */
@NullMarked
package io.tidings.connectivity;

import org.jspecify.annotations.NullMarked;
