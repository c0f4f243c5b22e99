/**
 * Who did what, and when? In come decisions of callers, written in the transaction of what they decided; out goes the list
 * of them, each chained to the one before by its hash. The database refuses to change or remove an entry.
 * Ground floor: any room may record, and it calls nobody but {@code problem}.
 */
@NullMarked
package io.tidings.audit;

import org.jspecify.annotations.NullMarked;
