package dev.zproc.runtime.internal.engine;

import java.util.List;

/**
 * A revision at which a criterion held, with the captured entries as they were then, sorted by key.
 */
public record Match(long revision, long origin, List<Entry> captured) {}
