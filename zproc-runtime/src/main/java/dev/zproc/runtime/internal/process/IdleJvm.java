package dev.zproc.runtime.internal.process;

import dev.zproc.runtime.internal.boot.BootFrame;
import dev.zproc.runtime.internal.boot.Lifelines;
import dev.zproc.runtime.internal.output.OutputPump;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
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
    @Nullable IdleJvm take(JvmSpec jvm, boolean inheritsOut, ParentJvm host);
  }

  /** All that is settled when a JVM starts; two of the same can do the same. */
  private record Settled(
      List<String> command, Map<String, Optional<String>> environment, @Nullable Path directory) {}

  private final ForkedJvm jvm;

  /** Says that its call is the next that it reads. */
  private final BootFrame accepted;

  private final ExitWatch exit;
  private final WordStream err;
  private final boolean inheritsOut;
  private final Object settled;

  /** The system properties of this JVM that its command line was made of; null if not set. */
  private final Map<String, Optional<String>> properties;

  private final Instant since = Instant.now();
  private volatile boolean ready;

  /** Who is to drain its stderr; null if it has ended before it was taken. */
  private final CompletableFuture<@Nullable OutputPump> pump = new CompletableFuture<>();

  /** Its session, which is 0 if it has none, or none any more: somebody else sees to it. */
  private final AtomicLong session;

  private IdleJvm(
      ForkedJvm jvm,
      BootFrame invitation,
      boolean inheritsOut,
      Object settled,
      Map<String, Optional<String>> properties) {
    this.jvm = jvm;
    this.accepted = invitation.accepted();
    this.inheritsOut = inheritsOut;
    this.settled = settled;
    this.properties = properties;
    this.session = new AtomicLong(invitation.session());
    this.err = new WordStream(jvm.process().getErrorStream());
    this.exit = ExitWatch.start("zproc-exit[" + invitation.name() + "]", jvm.process());
  }

  /**
   * Forks one, and tells it its session.
   *
   * @param worker with the main class that waits for a boot frame
   * @param name which {@code ps} shows, and the main class is told
   * @param entries the classes that it had better load
   * @throws IOException if the process or its session cannot be had; nothing is left behind
   */
  public static IdleJvm start(
      JvmSpec worker,
      String name,
      boolean inheritsOut,
      ParentJvm host,
      StandbySessions sessions,
      List<String> entries)
      throws IOException {
    BootFrame invitation = sessions.invite(name, entries);
    ForkedJvm forked = null;
    try {
      Map<String, Optional<String>> properties = new HashMap<>();
      Object settled = settled(worker, name, host.recordedIn(properties));
      forked = ForkedJvm.fork(worker, name, inheritsOut, host);
      IdleJvm idle = new IdleJvm(forked, invitation, inheritsOut, settled, properties);
      idle.tell(invitation);
      Lifelines.add(forked.process().getOutputStream());
      idle.exit().thenRun(() -> idle.over(sessions));
      return idle;
    } catch (Throwable e) {
      try {
        if (forked != null) {
          Lifelines.remove(forked.process().getOutputStream());
          forked.undo();
        }
      } catch (Throwable other) {
        e.addSuppressed(other);
      }
      sessions.release(invitation.session());
      throw e;
    }
  }

  /** So little that it does not block. */
  private void tell(BootFrame invitation) {
    OutputStream pipe = jvm.process().getOutputStream();
    try {
      pipe.write(invitation.encode());
      pipe.flush();
    } catch (IOException e) {
      // It has ended already, which whoever waits for it to get warm will see.
    }
  }

  private void over(StandbySessions sessions) {
    Lifelines.remove(jvm.process().getOutputStream()); // of one that nobody has taken
    pump.complete(null);
    long own = claim();
    if (own != 0) {
      sessions.release(own);
    }
  }

  /**
   * Takes over its session, which is still to be born, and from here on is the caller's to end; 0
   * if there is none to be had.
   */
  public long claim() {
    return session.getAndSet(0);
  }

  /**
   * All that is settled once and for all when one is started: the whole command line, whatever that
   * depends on.
   */
  private static Object settled(JvmSpec worker, String name, ParentJvm host) {
    return new Settled(
        ForkedJvm.command(worker, name, host).words(), worker.environment(), worker.directory());
  }

  /**
   * Whether {@code worker} would be started now as this one was. Most often nothing has changed of
   * which a command line is made, which is quickly seen.
   */
  public boolean isAs(JvmSpec worker, String name, ParentJvm host) {
    for (Map.Entry<String, Optional<String>> each : properties.entrySet()) {
      String now = host.properties().apply(each.getKey());
      if (!Objects.equals(now, each.getValue().orElse(null))) {
        return settled.equals(settled(worker, name, host));
      }
    }
    return true;
  }

  /** Whether its stdout is this process's own. */
  boolean inheritsOut() {
    return inheritsOut;
  }

  /** Waits until it is warm, and tells it that its call comes next; false if it ends before. */
  public boolean awaitReady() {
    try {
      if (err.awaitReady()) {
        tell(accepted);
        ready = true;
      }
    } catch (IOException e) {
      // The pipe was closed under the reader, because the process has ended.
    }
    jvm.line().delete();
    return ready;
  }

  /**
   * Passes on what it prints on stderr, once it is taken; returns when that has ended, or it has
   * without having been taken. For the thread that has awaited it, so that a spawn starts none.
   */
  public void passOn() {
    OutputPump given = pump.join();
    if (given != null) {
      given.run();
    }
  }

  /** Lets {@code given} drain {@link #err}. */
  void passTo(OutputPump given) {
    if (!pump.complete(given)) {
      given.start(); // it has just ended
    }
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

  /** Whether it is known whether it has had its boot frame. */
  boolean isSettled() {
    return err.isTaken() || err.isUntaken();
  }

  /** Whether it is known that it has ended without. */
  boolean hasMissedItsCall() {
    return err.isUntaken();
  }
}
