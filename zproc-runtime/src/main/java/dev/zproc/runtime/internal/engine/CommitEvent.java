package dev.zproc.runtime.internal.engine;

import java.util.List;

/**
 * One commit as a watch sees it: its revision, the session that made it, and its matching changes.
 */
public record CommitEvent(long revision, long origin, List<KeyChange> changes) {}
