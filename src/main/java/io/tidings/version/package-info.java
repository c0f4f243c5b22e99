/**
 * Which is newer?
 * In: the text of a version as sites and packages print it. Out: versions that can be compared, and ranges of them.
 * Ground floor: calls nobody, everybody may call it.
 */
@NullMarked
package io.tidings.version;

import org.jspecify.annotations.NullMarked;
