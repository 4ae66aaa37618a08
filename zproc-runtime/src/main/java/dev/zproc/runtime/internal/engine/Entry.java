package dev.zproc.runtime.internal.engine;

/** A key with its value, the revision that created it and the one that last wrote it. */
public record Entry(Bytes key, Bytes value, long createRevision, long modRevision) {}
