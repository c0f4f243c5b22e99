package io.tidings.hierarchy;

/** A site system role and the server that holds it. A newer site may name roles that are not known here. */
public record Role(String name, String server) {}
