package io.tidings.catalog;

/** One thing wrong in what was to become a catalog: where (a JSON pointer, or an update's id), a fixed code, and words. */
public record CatalogFault(String where, String code, String text) {}
