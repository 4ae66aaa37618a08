/**
 * Shared state as a program sees it: cells, snapshots, conditions, watches and transactions.
 *
 * <p><b>Own commits.</b> What wakes a process leaves out what the process itself has committed, in
 * any thread and through any accessor; what tells delivers it, flagged by {@link
 * dev.zproc.runtime.state.Change#isOwn}. {@code awaitChange}, {@code changed(…)} and a
 * {@code @WaitFor} that repeats wake, unless told to {@code includeOwn}; a watch and {@code
 * history} tell, a watch unless told to {@code excludeOwn}.
 */
@NullMarked
package dev.zproc.runtime.state;

import org.jspecify.annotations.NullMarked;
