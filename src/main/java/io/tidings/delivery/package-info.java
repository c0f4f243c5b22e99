/**
 * What do we hand over? Offers and the catalog come in, editions and content go out: bytes that are rendered once for all
 * hierarchies that get the same, with the validators that let a poll be answered without them.
 * Calls relevance and catalog; exchange may call {@code Editions}.
 */
@NullMarked
package io.tidings.delivery;

import org.jspecify.annotations.NullMarked;
