package dev.zproc.runtime.internal.swarm;

/**
 * What a {@link Scheduler} goes by; times in nanoseconds, 0 for never.
 *
 * @param attempts how many workers one task may cost
 * @param taskNanos how long a task may take
 * @param setupNanos how long a worker may take to make what is made once a worker
 * @param graceNanos how long a task that was cancelled has to end
 * @param recycleTasks after how many tasks a worker is replaced; 0 for never
 * @param recycleNanos after how long
 * @param recycleHeapBytes at how much live heap; 0 for never
 * @param idleNanos after how long without a task a worker is let go
 */
public record SchedulerOptions(
    int attempts,
    long taskNanos,
    long setupNanos,
    long graceNanos,
    long recycleTasks,
    long recycleNanos,
    long recycleHeapBytes,
    long idleNanos) {}
