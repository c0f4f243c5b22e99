/**
 * What is there to offer?
 * In: drafts, imports and the life of a publication, from operators. Out: the catalog of each tenant as one immutable
 * snapshot of releases and updates, each update with the conditions under which it applies.
 * Calls only the ground floor and knows nothing of hierarchies; relevance joins the two.
 */
@NullMarked
package io.tidings.catalog;

import org.jspecify.annotations.NullMarked;
