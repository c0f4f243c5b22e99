/**
 * What fits whom, and why?
 * In: standings from the hierarchy room and the catalog snapshot. Out: for every update a verdict with its reason, and per
 * standing and epoch the ordered offers. The only room that joins hierarchies and catalog.
 * Called by delivery, notice and insight; upstream knows nothing of it.
 */
@NullMarked
package io.tidings.relevance;

import org.jspecify.annotations.NullMarked;
