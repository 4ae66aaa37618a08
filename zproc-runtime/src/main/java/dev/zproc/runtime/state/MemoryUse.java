package dev.zproc.runtime.state;

/**
 * About how much memory a state takes in the process that keeps it, in bytes. The whole context's,
 * whichever namespace was asked.
 *
 * @param state the newest state, which {@code maxStateBytes} limits
 * @param history what history keeps beyond it, which {@code historyBytes} limits
 * @param queues what waits for processes that do not read, for a turn to end, and for parents to
 *     take; and what has come of messages that are not whole
 */
public record MemoryUse(long state, long history, long queues) {}
