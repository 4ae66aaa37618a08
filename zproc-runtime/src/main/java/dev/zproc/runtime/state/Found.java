package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.wait.View;

/**
 * A revision at which something that was waited for held, and what was to be captured then.
 *
 * <p>Threads: immutable.
 */
record Found(long revision, View view) {}
