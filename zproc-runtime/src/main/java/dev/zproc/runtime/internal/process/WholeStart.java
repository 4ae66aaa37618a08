package dev.zproc.runtime.internal.process;

import dev.zproc.runtime.internal.boot.Marker;
import dev.zproc.runtime.internal.boot.ProcessTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;

/**
 * Starts a process, or leaves none that runs. The JDK forks first and then starts a thread that
 * waits for the end, the "process reaper". If the system refuses that thread, an error is thrown
 * though the process runs; and since nobody can close the JDK's end of its stdin any more, it would
 * run as long as this one does. So it is looked for among the children of this process: it is the
 * one with that command line of which nobody has a {@link Process}.
 *
 * <p>Three things stay until this process ends, as Java has no way to give them back: the
 * descriptors of the pipes, to which the JDK has lost every reference, the number of the process,
 * since nobody waits for its end, and what the JDK notes of it.
 *
 * <p>Threads: safe for use by many threads. Who looks for a process waits for those who are just
 * starting one, as theirs are not known yet.
 */
final class WholeStart {

  /** What the JDK does, whole or in part. */
  @FunctionalInterface
  interface Fork {

    Process start() throws IOException;
  }

  /** How often one that is just becoming another program, and shows no command line, is asked. */
  private static final int LOOKS = 50;

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

  private static final ReadWriteLock STARTS = new ReentrantReadWriteLock();

  /** All that have been started here; the JDK keeps those that run. */
  private static final Set<Process> HELD =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private WholeStart() {}

  /**
   * Starts a process.
   *
   * @param command what {@code fork} starts it with
   * @throws IOException if the system refuses it
   * @throws OutOfMemoryError if it refuses the thread that is to wait for its end
   */
  static Process of(List<String> command, Fork fork) throws IOException {
    try {
      return held(fork);
    } catch (Error e) {
      try {
        endLost(command);
      } catch (Throwable other) {
        e.addSuppressed(other);
      }
      throw e;
    }
  }

  private static Process held(Fork fork) throws IOException {
    STARTS.readLock().lock();
    try {
      Process started = fork.start();
      try {
        HELD.add(started);
        return started;
      } catch (Throwable e) {
        started.destroyForcibly();
        throw e;
      }
    } finally {
      STARTS.readLock().unlock();
    }
  }

  private static void endLost(List<String> command) {
    if (!ProcessTable.isOurs()) {
      return; // what seems to be a child may be a stranger
    }
    STARTS.writeLock().lock();
    try {
      for (int looks = 0; looks < LOOKS && !hasEnded(command); looks++) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } finally {
      STARTS.writeLock().unlock();
    }
  }

  /** Ends those that are found; returns false if it may be one that does not show what it is. */
  private static boolean hasEnded(List<String> command) {
    List<Long> held;
    synchronized (HELD) {
      held = HELD.stream().filter(Process::isAlive).map(Process::pid).toList();
    }
    boolean all = true;
    try (Stream<ProcessHandle> children = ProcessHandle.current().children()) {
      for (ProcessHandle child : children.toList()) {
        if (!held.contains(child.pid())) {
          List<String> words = words(child);
          if (isOf(command, words)) {
            child.destroyForcibly();
            return true;
          }
          all &= !words.isEmpty();
        }
      }
    }
    return all;
  }

  /**
   * Whether it has been started with {@code command}, as which it may have become another program
   * with the words that follow.
   */
  static boolean isOf(List<String> command, List<String> words) {
    if (words.isEmpty()) {
      return false;
    }
    List<String> given = command.stream().map(WholeStart::shown).toList();
    String last = given.get(given.size() - 1);
    if (Marker.read(new String[] {last}) != null) {
      return words.get(words.size() - 1).equals(last); // which nobody else would be given
    }
    int before = given.size() - words.size();
    return before >= 0 && given.subList(before, given.size()).equals(words);
  }

  /** Its command line, each word as {@link #shown}; empty if it shows none, as having ended. */
  private static List<String> words(ProcessHandle process) {
    try {
      Path file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
      // The JDK shows only the beginning of a long one.
      String line = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      return line.isEmpty()
          ? List.of()
          : Stream.of(line.split("\0")).map(WholeStart::shown).toList();
    } catch (IOException e) {
      return process.info().arguments().stream()
          .flatMap(Stream::of)
          .map(WholeStart::shown)
          .toList();
    }
  }

  /** A word whose characters beyond ASCII are left out, however they are encoded. */
  private static String shown(String word) {
    return word.replaceAll("[^\\x01-\\x7e]+", "?");
  }
}
