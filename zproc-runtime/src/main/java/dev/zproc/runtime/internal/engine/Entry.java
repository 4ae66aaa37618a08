package dev.zproc.runtime.internal.engine;

/**
 * A key with its value, the revision that created it and the one that last wrote it.
 *
 * <p>Threads: immutable.
 */
public record Entry(Bytes key, Bytes value, long createRevision, long modRevision) {}
