package io.tidings.hierarchy;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The package that brought a hierarchy to its release. A release installed from media shows no GUID, and what was never
 * downloaded has no day of download.
 */
public record BasePackage(@Nullable UUID guid, BaseRing ring, @Nullable LocalDate downloadedOn) {}
