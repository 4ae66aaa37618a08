package dev.zproc.runtime.spi;

import dev.zproc.FailedRun;

/**
 * A whole {@code @WaitFor}: the condition with its arguments filled in, and how to wait for it.
 *
 * @param source the text of the annotation, for dumps and messages
 * @param repeat whether the method runs for every match
 * @param live whether only the newest revision counts
 * @param includeOwn whether commits of the process itself count
 * @param onFailure what becomes of a run that failed when the process is started again
 * @param timeoutMillis how long to wait, or 0 for ever
 */
public record WaitPlan(
    WaitCondition condition,
    String source,
    boolean repeat,
    boolean live,
    boolean includeOwn,
    FailedRun onFailure,
    long timeoutMillis) {}
