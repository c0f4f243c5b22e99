/**
 * Can this be believed? In come keys, facts to be signed and bytes from strangers; out go signed metadata (TUF 1.0) and
 * what may be trusted of it, or {@link io.tidings.trust.Untrusted} with the reason. Everything is a value: no file, no
 * network and no clock of its own. Any room and the client may call it; it calls nobody.
 */
@NullMarked
package io.tidings.trust;

import org.jspecify.annotations.NullMarked;
