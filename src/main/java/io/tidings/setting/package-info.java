/**
 * May a setting have this value? In comes what the settings of a room say, while the application starts; out goes nothing, or
 * the end of the start with the name of the setting and what was expected of it.
 * Every room with settings asks; the room itself calls nobody.
 */
@NullMarked
package io.tidings.setting;

import org.jspecify.annotations.NullMarked;
