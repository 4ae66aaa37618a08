package dev.zproc.runtime.internal.store;

/** Names a watch or a wait: the session that opened it, and a number that the session chose. */
public record WatchKey(long session, long id) {}
