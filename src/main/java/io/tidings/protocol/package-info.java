/**
 * What is said on the wire and in files: documents come in as bytes, values and named flaws go out, and the other way
 * round. Everyone may call it, the far end too, so it knows Jackson's streaming core and no framework.
 * It calls nobody.
 */
@NullMarked
package io.tidings.protocol;

import org.jspecify.annotations.NullMarked;
