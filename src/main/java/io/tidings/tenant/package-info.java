/**
 * Whose is it? A tenant is a word on whatever belongs to somebody: operators, hierarchies, updates, entries of the audit.
 * In comes the identity of a caller, out goes the word; access is what puts it there.
 * Ground floor: any room may ask, and it calls nobody.
 */
@NullMarked
package io.tidings.tenant;

import org.jspecify.annotations.NullMarked;
