package dev.zproc.runtime.internal.process;

import dev.zproc.runtime.internal.boot.Lifelines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A JVM that has been started ahead of any call, and waits for the boot frame of one: its lifeline
 * is armed, so it ends with this process as a child does.
 *
 * <p>Threads: safe for use by many threads; {@link #awaitReady} by one, before it is taken.
 */
public final class IdleJvm {

  /** Where the next child may find a JVM that waits for it. */
  @FunctionalInterface
  public interface Source {

    /** There are none. */
    Source NONE = (jvm, inheritsOut, host) -> null;

    /**
     * Takes one that was started as {@code jvm} would be, but for its main class; null if there is
     * none. It is then the caller's, to be used or ended.
     */
    @Nullable IdleJvm take(JvmSpec jvm, boolean inheritsOut, Host host);
  }

  /** All that is settled when a JVM starts; two of the same can do the same. */
  private record Settled(
      List<String> command,
      Map<String, Optional<String>> environment,
      @Nullable Path directory,
      boolean inheritsOut) {}

  private final ForkedJvm jvm;
  private final ExitWatch exit;
  private final WordStream err;
  private final Object settled;
  private final Instant since = Instant.now();
  private volatile boolean ready;

  private IdleJvm(ForkedJvm jvm, String name, Object settled) {
    this.jvm = jvm;
    this.settled = settled;
    this.err = new WordStream(jvm.process().getErrorStream());
    this.exit = ExitWatch.start("zproc-exit[" + name + "]", jvm.process());
    Lifelines.add(jvm.process().getOutputStream());
  }

  /**
   * Forks one.
   *
   * @param worker with the main class that waits for a boot frame
   * @param name which {@code ps} shows, and the main class is told
   * @throws IOException if the process cannot be had; nothing is left behind
   */
  public static IdleJvm start(JvmSpec worker, String name, boolean inheritsOut, Host host)
      throws IOException {
    Object settled = settled(worker, name, inheritsOut, host);
    ForkedJvm forked = ForkedJvm.fork(worker, name, inheritsOut, host);
    try {
      return new IdleJvm(forked, name, settled);
    } catch (Throwable e) {
      forked.undo();
      throw e;
    }
  }

  /**
   * All that is settled once and for all when one is started: the whole command line, whatever that
   * depends on.
   */
  public static Object settled(JvmSpec worker, String name, boolean inheritsOut, Host host) {
    return new Settled(
        ForkedJvm.command(worker, name, host).words(),
        worker.environment(),
        worker.directory(),
        inheritsOut);
  }

  /** Whether it was started with the same as {@link #settled} tells. */
  public boolean isSettledAs(Object other) {
    return settled.equals(other);
  }

  /** Waits until it is warm; false if it ends before. */
  public boolean awaitReady() {
    try {
      ready = err.awaitReady();
    } catch (IOException e) {
      // The pipe was closed under the reader, because the process has ended.
    }
    jvm.line().delete();
    return ready;
  }

  /** Whether it is warm. */
  public boolean isReady() {
    return ready;
  }

  public long pid() {
    return jvm.process().pid();
  }

  /** When it was started. */
  public Instant since() {
    return since;
  }

  /** What it has printed on stderr, if it has ended without having been taken. */
  public String stderr() {
    return err.text();
  }

  /** Complete when its process has ended, with its exit code. */
  public CompletableFuture<Integer> exit() {
    return exit.code();
  }

  /** Ends it, if nobody has taken it. */
  public void kill() {
    Lifelines.remove(jvm.process().getOutputStream());
    jvm.process().destroyForcibly();
    jvm.line().delete();
  }

  /** From here on it is the process of a child. */
  ForkedJvm taken() {
    Lifelines.remove(jvm.process().getOutputStream());
    return jvm;
  }

  /** What it prints from here on, and what it has printed already. */
  InputStream err() {
    return err;
  }

  /** Who waits for its end, from here on in the name of that child. */
  ExitWatch watch() {
    return exit;
  }

  /** Whether it has its boot frame; final once its stderr has ended. */
  boolean hasBootFrame() {
    return err.isTaken();
  }
}
