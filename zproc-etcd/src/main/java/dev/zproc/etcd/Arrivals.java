package dev.zproc.etcd;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.journal.SharedLog.Arrival;
import dev.zproc.runtime.internal.journal.SharedLog.Written;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What has come from etcd for the server's thread, in its order, and the proposals that are still
 * to come.
 *
 * <p>Threads: safe for use by many threads. {@link #poll} and {@link #revisionOf} are for the
 * server's own.
 */
final class Arrivals {

  /**
   * Something that arrived, and what it makes of the mirror; null if nothing.
   *
   * @param quiet whether nothing has happened before {@code all}, as far as its commits tell
   */
  private record Entry(
      Arrival what, @Nullable Commit commit, @Nullable Snapshot all, boolean quiet) {

    Entry(Arrival what, @Nullable Commit commit) {
      this(what, commit, null, false);
    }
  }

  /** The changes of one revision of etcd. */
  record Commit(long revision, List<Written> changes) {}

  private final Runnable wake;
  private final Deque<Entry> queue = new ArrayDeque<>();

  /** The numbers of proposals that may still happen. */
  private final TreeSet<Long> awaited = new TreeSet<>();

  private long seen;
  private boolean closed;

  /** By which revision of etcd each key of the server's mirror was written. */
  private final Map<Bytes, Long> mirror = new HashMap<>();

  private long mirrored;

  Arrivals(Snapshot first, Runnable wake) {
    this.wake = wake;
    first.pairs().forEach(pair -> mirror.put(pair.key(), pair.revision()));
    seen = first.revision();
    mirrored = seen;
  }

  /** The newest revision of etcd of which all has arrived here. */
  synchronized long seen() {
    return seen;
  }

  synchronized boolean isEmpty() {
    return queue.isEmpty();
  }

  /** The proposal {@code number} may happen from now on. */
  synchronized void await(long number) {
    awaited.add(number);
  }

  /** Adds what is no commit. */
  void add(Arrival what) {
    synchronized (this) {
      queue.add(new Entry(what, null));
    }
    wake.run();
  }

  /**
   * Ends a batch with a proposal that did not happen, as far as its proposer knows; it may have
   * arrived meanwhile, and then those behind it are to be decided again, if there are any. After
   * the last of a batch has arrived, the server is on with the next one, which this must not end.
   *
   * @param number of that proposal
   * @param last whether none is behind it
   * @param instead what is told where it has not arrived
   */
  void end(long number, boolean last, Arrival.Rest instead) {
    synchronized (this) {
      boolean late = !awaited.remove(number);
      if (late && last) {
        return;
      }
      queue.add(new Entry(late ? new Arrival.Rest(true, 0, "") : instead, null));
    }
    wake.run();
  }

  /**
   * Ends a batch after which its proposer does not know what has become of it, but for what has
   * arrived.
   *
   * @param whole whether all of it was proposed
   */
  void giveUp(boolean whole, String why) {
    synchronized (this) {
      int unknown = awaited.size();
      if (unknown == 0 && whole) {
        return; // it is over, and the server on with the next one
      }
      awaited.clear();
      queue.add(new Entry(new Arrival.Rest(false, unknown, why), null));
    }
    wake.run();
  }

  /**
   * Adds a commit.
   *
   * @param number of this root's proposal; 0 if another has made it
   */
  void commit(Commit commit, long number) {
    synchronized (this) {
      if (commit.revision() <= seen) {
        return;
      }
      if (awaited.remove(number)) {
        queue.add(new Entry(new Arrival.Taken(false), commit));
      } else if (!commit.changes().isEmpty()) {
        queue.add(new Entry(new Arrival.Foreign(commit.changes()), commit));
      }
      seen = commit.revision();
      notifyAll();
    }
    wake.run();
  }

  /**
   * Adds all of the state, since what has led to it is not known any more. Where the newest commit
   * has arrived, and nothing is other than it was, nothing has: etcd has only counted on for
   * somebody else.
   */
  void lost(Snapshot all) {
    synchronized (this) {
      // A fence says, by a negative number, that this one has not happened, and those before have.
      long happened = all.own() < 0 ? -all.own() - 1 : all.own();
      boolean quiet = all.last() <= seen && awaited.headSet(happened, true).isEmpty();
      queue.add(new Entry(new Arrival.Lost(List.of()), null, all, quiet));
      while (!awaited.isEmpty() && awaited.first() <= happened) {
        awaited.pollFirst();
        queue.add(new Entry(new Arrival.Taken(true), null));
      }
      seen = all.revision();
      notifyAll();
    }
    wake.run();
  }

  /**
   * Waits until all proposals before {@code number} have arrived, which are known to have happened.
   * If they have not in time, ends the batch, with proposals of which it is not known what became
   * of them, or not here, and returns false.
   */
  boolean awaitAllBefore(long number, long deadline, String why) throws InterruptedException {
    synchronized (this) {
      long left = deadline - System.nanoTime();
      while (!awaited.headSet(number).isEmpty() && left > 0) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = deadline - System.nanoTime();
      }
      if (awaited.headSet(number).isEmpty()) {
        return true;
      }
      int unknown = awaited.size();
      awaited.clear();
      queue.add(new Entry(new Arrival.Rest(false, unknown, why), null));
    }
    wake.run();
    return false;
  }

  /** Waits until {@code revision} has arrived; returns whether it has. */
  synchronized boolean awaitSeen(long revision, long deadline) throws InterruptedException {
    while (seen < revision) {
      long left = deadline - System.nanoTime();
      if (left <= 0 || closed) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }

  /** Nobody waits any more. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  @Nullable Arrival poll() {
    Entry next;
    synchronized (this) {
      next = queue.poll();
    }
    while (next != null && next.all != null) {
      List<Written> missed = difference(next.all);
      if (!next.quiet || !missed.isEmpty()) {
        return new Arrival.Lost(missed);
      }
      synchronized (this) {
        next = queue.poll();
      }
    }
    if (next == null) {
      return null;
    }
    Commit commit = next.commit;
    if (commit != null) {
      mirrored = commit.revision();
      for (Written each : commit.changes()) {
        if (each.value() == null) {
          mirror.remove(each.key());
        } else {
          mirror.put(each.key(), mirrored);
        }
      }
    }
    return next.what;
  }

  private List<Written> difference(Snapshot all) {
    Map<Bytes, Written> changed = new HashMap<>();
    mirror.keySet().forEach(key -> changed.put(key, new Written(key, null)));
    for (Json.Pair pair : all.pairs()) {
      Long before = mirror.get(pair.key());
      if (before != null && before == pair.revision()) {
        changed.remove(pair.key());
      } else {
        changed.put(pair.key(), new Written(pair.key(), pair.value()));
      }
    }
    mirror.clear();
    all.pairs().forEach(pair -> mirror.put(pair.key(), pair.revision()));
    mirrored = all.revision();
    return List.copyOf(changed.values());
  }

  /** The revision of etcd that wrote {@code key} of the mirror; 0 if it is not there. */
  long revisionOf(Bytes key) {
    return mirror.getOrDefault(key, 0L);
  }

  /** The revision of etcd that the mirror has come to. */
  long mirrored() {
    return mirrored;
  }
}
