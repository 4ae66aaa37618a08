package dev.zproc.runtime.internal.engine;

/**
 * About how many bytes an engine's memory holds.
 *
 * @param state the newest state
 * @param history what history keeps beyond it
 * @param queues what waits for somebody to take it
 */
public record Usage(long state, long history, long queues) {}
