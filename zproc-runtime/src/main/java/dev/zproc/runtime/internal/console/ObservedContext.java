package dev.zproc.runtime.internal.console;

import dev.zproc.runtime.child.ChildStatus;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.StateEngine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A context as a console sees it. Nothing here changes it.
 *
 * <p>Threads: safe for use by many threads. What asks the state server blocks for its answer, and
 * throws what the public API throws where there is none.
 */
public interface ObservedContext {

  /** What the program is called. */
  String program();

  /** The state, to be read and watched only. */
  StateEngine engine();

  /** Asks the state server for a sign of life. */
  Sign sign();

  /** The children that have not ended for good, in the order of their start. */
  List<Kid> children();

  /** The JVMs that wait for calls. */
  List<Spare> standbys();

  /** What all processes wait for and watch. */
  List<Waiting> waits();

  /** The swarms that are open. */
  List<Crowd> swarms();

  /** What happens to children, and has. */
  ChildStory story();

  /**
   * The name of a key and its value, as people are shown them.
   *
   * @param size how many bytes the value has
   * @param value null if there is none, or if it is not to be shown
   */
  Map.Entry<String, String> shown(Bytes key, int size, @Nullable Bytes value);

  /**
   * The state server.
   *
   * @param pid the process that it runs in
   * @param revision the newest
   */
  record Sign(
      long pid,
      long revision,
      long uptimeMillis,
      long stateBytes,
      long historyBytes,
      long queuedBytes) {}

  /** A child. */
  record Kid(String name, String call, long pid, ChildStatus status, int restarts) {}

  /** A JVM on standby. */
  record Spare(long pid, boolean ready) {}

  /** A wait or a watch, in words, with the values of its keys now. */
  record Waiting(String process, String what, Map<String, String> values, Instant since) {}

  /**
   * A swarm.
   *
   * @param running how many workers are at a task
   */
  record Crowd(
      String name,
      long done,
      long failed,
      long unfinished,
      int running,
      long deaths,
      long restarts,
      List<Hand> workers,
      List<Slow> slowest) {}

  /**
   * A worker of a swarm.
   *
   * @param end how it ended; null if it has not
   */
  record Hand(
      int number,
      long pid,
      boolean alive,
      long tasks,
      long busyMillis,
      long waitingMillis,
      @Nullable String end) {}

  /** A task that took long. */
  record Slow(String call, long index, int worker, long millis) {}
}
