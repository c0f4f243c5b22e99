/**
 * Who must hear of it? In come messages of operators, and what happened to the catalog and the offers; out go notices, one by
 * one for each hierarchy, as a list or as a stream that can be taken up where it broke, until they are acknowledged.
 * Calls hierarchy, catalog and relevance; nobody upstream knows that somebody is told.
 */
@NullMarked
package io.tidings.notice;

import org.jspecify.annotations.NullMarked;
