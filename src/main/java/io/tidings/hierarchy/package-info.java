/**
 * What is out there: the hierarchies, their sites and roles, and the standing that decides what is relevant to them.
 * Observations of usage reports come in through its door; hierarchies and standings go
 * out, in batches, to whoever asks. {@code usage}, {@code access} and {@code connectivity} may write, {@code relevance},
 * {@code notice} and {@code insight} only read. It calls the ground floor and nothing else.
 */
@NullMarked
package io.tidings.hierarchy;

import org.jspecify.annotations.NullMarked;
