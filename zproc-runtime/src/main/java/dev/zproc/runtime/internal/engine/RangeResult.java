package dev.zproc.runtime.internal.engine;

import java.util.List;

/** The entries of a range in the order of their keys, all as of {@code revision}. */
public record RangeResult(List<Entry> entries, long revision) {}
