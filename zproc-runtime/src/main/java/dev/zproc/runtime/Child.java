package dev.zproc.runtime;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.ChildStatus;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A call running in a JVM of its own. With a restart policy it may be several processes, one after
 * the other; it ends when the last of them has ended.
 *
 * <p>What waits, and {@code signal}, throws an {@link IllegalStateException} in the thread that
 * starts and ends children, which is that of subscribers of {@code events(Runnable::run)}. Every
 * wait can be interrupted, which throws {@link dev.zproc.runtime.failure.WaitInterruptedException}
 * with the flag set again, and leaves the child as it is.
 *
 * <p>Threads: safe for use by many threads.
 *
 * @param <R> what the method returns, boxed; {@link Void} if nothing
 */
public interface Child<R> {

  /** Its name, unique among the children of its context: {@code bake}, {@code bake#2}. */
  String name();

  /** What it runs. */
  Call<R> call();

  /**
   * The id of its newest process, dead or alive; -1 if none could be started, or it is one of
   * another host.
   */
  long pid();

  /**
   * Where a debugger can attach to its newest process; empty unless {@link SpawnOptions#debug}
   * asked for it, or if no process could be started.
   */
  Optional<InetSocketAddress> debugAddress();

  /** What it is doing. */
  ChildStatus status();

  /** Whether it has not ended for good. */
  default boolean isAlive() {
    return status() != ChildStatus.EXITED;
  }

  /** How many times it has been started again. */
  int restarts();

  /**
   * Returns the result as soon as there is one; null if the method returns nothing. By then all
   * that the child has printed has been passed on. Blocks for as long as the child lives.
   *
   * @throws dev.zproc.runtime.failure.ChildFailedException if it ended in any other way than by
   *     returning or by {@code ProcessExit(0)}, or did so too often for {@code
   *     RestartPolicy.ALWAYS}
   * @throws dev.zproc.runtime.failure.BadValueException if its result cannot be read here
   * @throws dev.zproc.runtime.failure.LimitExceededException if the heap of this process has no
   *     room for the result; it is kept, and can be joined again
   */
  R join();

  /**
   * As {@link #join()}, for at most {@code timeout}. The child lives on after a time-out; {@link
   * SpawnOptions#timeout} kills it.
   *
   * @throws dev.zproc.runtime.failure.WaitTimeoutException if it has not ended within {@code
   *     timeout}
   */
  R join(Duration timeout);

  /**
   * The result, or what {@link #join()} would throw, to come. Each call gives a future of its own;
   * completing or cancelling it has no effect on the child.
   */
  CompletableFuture<R> result();

  /** How it has ended, to come; completes normally, whichever way that is. */
  CompletableFuture<ChildEnd> onExit();

  /** How it has ended; null while it lives. */
  @Nullable ChildEnd end();

  /**
   * The exit code of its last process, 128 and the number of the signal if one ended it; empty
   * while it lives, and if there was no process.
   */
  OptionalInt exitCode();

  /** As {@link #stop(Duration)} with its own stop time-out, which is 5 s by default. */
  void stop();

  /**
   * Ends it in order and for good, and returns when it has ended. It is asked to end: its main
   * thread is interrupted, and no further match of its wait runs. If it still lives after {@code
   * grace} it gets SIGTERM, which runs its shutdown hooks; if it still lives 2 s later, SIGKILL.
   * Whatever processes it has started are ended with it. A delay before a restart is cut short.
   */
  void stop(Duration grace);

  /**
   * Sends a signal to its process, and returns when it is sent. Unlike {@link #stop} and {@link
   * #kill} it does not say that the child is to end: if the signal ends its process, that is a
   * failure, {@link ChildEnd.Signalled}, after which it may be started again. To a process of
   * another host it is on its way when this returns, and lost if that has no such signal.
   *
   * @return false if it has no process now, because it has ended or is between two attempts
   * @throws UnsupportedOperationException if the system cannot: Windows has TERM and KILL only, the
   *     others need {@code /bin/sh}; or if children are threads
   * @throws dev.zproc.runtime.failure.LimitExceededException if the system refuses another thread,
   *     or the heap of this process is full; it may have been sent all the same
   */
  boolean signal(Signal signal);

  /** Kills it and all that it has started, and returns when it has ended. */
  void kill();
}
