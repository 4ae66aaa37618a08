package dev.zproc.runtime.internal.supervision;

/**
 * Which attempt of which child.
 *
 * <p>Threads: immutable.
 *
 * @param child the name of the child
 * @param number 1 for the first attempt
 * @param pid the id of its process; -1 if there is none
 */
public record AttemptId(String child, int number, long pid) {}
