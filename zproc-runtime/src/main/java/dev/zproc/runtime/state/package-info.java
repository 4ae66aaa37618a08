/**
 * Shared state as a program sees it: cells, snapshots, conditions, watches and transactions.
 *
 * <p><b>Own commits.</b> What wakes a process leaves out what the process itself has committed, in
 * any thread and through any accessor; what tells delivers it, flagged by {@link
 * dev.zproc.runtime.state.Change#isOwn}. {@code awaitChange}, {@code changed(…)} and a
 * {@code @WaitFor} that repeats wake, unless told to {@code includeOwn}; a watch and {@code
 * history} tell, a watch unless told to {@code excludeOwn}.
 *
 * <p><b>Asynchronous calls.</b> What {@code async()} of a cell or a map offers returns a future at
 * once. The calls of one thread, blocking ones included, are done in their order, whatever they are
 * about; {@code compareAndSet}, {@code putAll} and the like say where they are not, and reads that
 * are done again after a lost connection may show what the process has written after them, as may
 * linearizable reads of a state on etcd, which is asked before they are done. Beyond 16,384 calls
 * underway, or half of {@code maxRequests}, and 64 MiB of written values, or an eighth of the heap,
 * a call blocks until half of them are done, or throws {@link
 * dev.zproc.runtime.failure.WaitInterruptedException} if its thread is interrupted. What hangs on
 * the futures is called by threads of zproc, in the order of the answers, and may block. Inside a
 * transaction these calls are an {@link IllegalStateException}.
 */
@NullMarked
package dev.zproc.runtime.state;

import org.jspecify.annotations.NullMarked;
