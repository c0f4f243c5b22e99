package io.tidings.catalog;

import java.util.List;

/** What an import changed, by id, and the epoch in which that is live. */
record ImportReport(long epoch, List<String> added, List<String> changed, int unchanged, int releases) {}
