/**
 * What do hierarchies tell us? Usage reports come in by Kafka, by HTTP and in bundles, all through
 * {@link io.tidings.usage.UsageIntake}; observations go to {@code hierarchy}, and what is refused goes, untouched, to the
 * topic of rejected reports. {@code exchange} may call the intake; the room itself calls {@code hierarchy} and the ground.
 */
@NullMarked
package io.tidings.usage;

import org.jspecify.annotations.NullMarked;
