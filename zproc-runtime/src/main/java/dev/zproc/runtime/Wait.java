package dev.zproc.runtime;

import java.time.Instant;

/**
 * Something that a process waits for or watches, as the server has it.
 *
 * <p>Threads: immutable.
 *
 * @param process the name of the child, if it is one of this context; else its session
 * @param since when it began to wait, by the server's clock
 * @param what what it waits for
 * @since 0.1
 */
public record Wait(String process, Instant since, String what) {}
