package dev.zproc.runtime.internal.engine;

import org.jspecify.annotations.Nullable;

/** An entry, or null where it is absent, and the revision at which that was so. */
public record ReadResult(@Nullable Entry entry, long revision) {}
