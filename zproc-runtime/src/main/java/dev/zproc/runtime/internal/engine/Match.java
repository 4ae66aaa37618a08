package dev.zproc.runtime.internal.engine;

import java.util.List;

/**
 * A revision at which a criterion held, with the captured entries as they were then, sorted by key.
 *
 * <p>Threads: immutable.
 */
public record Match(long revision, long origin, List<Entry> captured) {}
