package dev.zproc.runtime.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * What one commit did to one key, with the revisions: its entry before and after; null where there
 * was, or is, none.
 */
public record EntryChange(Bytes key, @Nullable Entry before, @Nullable Entry after) {}
