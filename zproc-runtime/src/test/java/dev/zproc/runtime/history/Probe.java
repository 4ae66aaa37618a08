package dev.zproc.runtime.history;

import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.engine.MatchListener;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.engine.Subscription;
import dev.zproc.runtime.internal.engine.WatchListener;
import dev.zproc.runtime.internal.engine.WatchSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An open watch or wait of a client: keeps all that it is told, and says what is wrong with it.
 *
 * <p>Threads: safe for use by many threads.
 */
final class Probe {

  private final String name;
  private final long from;
  private final LongConsumer seen;
  private final Function<CommitLog, List<?>> expected;

  /** Events, or matches without their origins. */
  private final List<Object> told = new ArrayList<>();

  private long gone;
  private @Nullable String ended;
  private @Nullable Subscription subscription;

  /** What it watches, if it does. */
  private final @Nullable WatchSpec watched;

  /** Hears what comes; another one in each life of the server. */
  private Ear ear = new Ear();

  /** By what the server was lost. */
  private @Nullable String lost;

  private Probe(
      String name,
      @Nullable WatchSpec watched,
      long from,
      LongConsumer seen,
      Function<CommitLog, List<?>> expected) {
    this.name = name;
    this.watched = watched;
    this.from = from;
    this.seen = seen;
    this.expected = expected;
  }

  /**
   * Opens a watch.
   *
   * @param seen is given each revision that it is told of, by the thread that tells it
   */
  static Probe watch(
      String who, StateEngine engine, WatchSpec spec, long credit, LongConsumer seen) {
    Probe probe = new Probe(who + " " + spec, spec, spec.after(), seen, log -> log.expected(spec));
    probe.opened(engine.watch(spec, credit, probe.ear));
    return probe;
  }

  /** Opens a wait, as {@link #watch} does a watch. */
  static Probe await(
      String who, StateEngine engine, ConditionSpec spec, long credit, LongConsumer seen) {
    Probe probe = new Probe(who + " " + spec, null, spec.from(), seen, log -> log.expected(spec));
    probe.opened(engine.await(spec, credit, probe.ear));
    return probe;
  }

  /**
   * Goes on, in another life of the server, after what it was told last.
   *
   * @return whether there is more to come
   */
  boolean resume(StateEngine engine, long credit) {
    WatchSpec spec = watched;
    Ear next = new Ear();
    WatchSpec rest;
    synchronized (this) {
      if (spec == null || gone != 0 || ended != null) {
        return false;
      }
      int left = spec.limit() - told.size();
      if (spec.limit() > 0 && left == 0) {
        return false;
      }
      long last = told.isEmpty() ? spec.after() : revision(told.get(told.size() - 1));
      rest =
          new WatchSpec(spec.keys(), last, spec.skipOrigin(), spec.identical(), Math.max(0, left));
      ear = next;
      lost = null;
    }
    opened(engine.watch(rest, credit, next));
    return true;
  }

  private synchronized void opened(Subscription opened) {
    subscription = opened;
  }

  /** Lets it be told more. */
  void request(long more) {
    Subscription open;
    synchronized (this) {
      open = subscription;
    }
    if (open != null) {
      open.request(more);
    }
  }

  private void add(Ear by, Object what, long revision) {
    synchronized (this) {
      if (by != ear) {
        return; // what was on its way in an earlier life is told again
      }
      if (gone != 0 || ended != null) {
        ended = "was told " + what + " after its end: gone " + gone + ", ended " + ended;
      }
      told.add(what);
    }
    seen.accept(revision);
  }

  private synchronized void gone(Ear by, long oldestRevision) {
    if (by == ear) {
      gone = oldestRevision;
    }
  }

  private synchronized void closed(Ear by, Throwable cause) {
    if (by != ear || (cause instanceof EngineException.Closed closed && closed.here())) {
      return;
    }
    if (cause instanceof EngineException.Closed) {
      lost = name + "\n  has lost the server: " + cause;
    } else {
      ended = "ended by " + cause;
    }
  }

  /** Passes on what it hears. */
  private final class Ear implements WatchListener, MatchListener {

    @Override
    public void onEvent(CommitEvent event) {
      add(this, event, event.revision());
    }

    @Override
    public void onMatch(Match match) {
      add(this, new Match(match.revision(), 0, match.captured()), match.revision());
    }

    @Override
    public void onGone(long oldestRevision) {
      gone(this, oldestRevision);
    }

    @Override
    public void onClosed(Throwable cause) {
      closed(this, cause);
    }
  }

  /** By what the server was lost, since it was last opened; null if it was not. */
  synchronized @Nullable String lost() {
    return lost;
  }

  synchronized List<CommitEvent> events() {
    return told.stream().map(CommitEvent.class::cast).toList();
  }

  /** Whether it has been told as much as it must, or that there is no more. */
  synchronized boolean isDone(CommitLog log, boolean open) {
    return !open || gone != 0 || ended != null || told.size() >= expected.apply(log).size();
  }

  /**
   * Returns what is wrong with what it was told, or null.
   *
   * @param open whether the client's session is still open, so that nothing may be missing
   * @param mayBeGone whether history is so short that it may be lost
   * @param cut whether its connection may have been cut; it then begins again where it was last
   *     told to stand, which may be gone although nothing that it waits for is
   */
  synchronized @Nullable String defect(
      CommitLog log, boolean open, boolean mayBeGone, boolean cut) {
    List<?> all = expected.apply(log);
    for (int i = 0; i < told.size(); i++) {
      if (i >= all.size() || !isSame(told.get(i), all.get(i))) {
        return name
            + "\n  was told "
            + told.get(i)
            + "\n  where it should have been told "
            + (i < all.size() ? all.get(i) : "nothing more");
      }
    }
    if (ended != null) {
      return name + "\n  " + ended;
    }
    if (gone != 0) {
      boolean lost =
          told.isEmpty()
              ? from < gone
              : told.size() < all.size() && revision(all.get(told.size())) <= gone;
      return mayBeGone && (lost || cut)
          ? null
          : name + "\n  was told that history begins at " + gone;
    }
    if (open && told.size() < all.size()) {
      return name + "\n  was not told " + all.get(told.size());
    }
    return null;
  }

  /** Whose a commit was, nobody knows any more in another life of the server. */
  private static boolean isSame(Object told, Object expected) {
    if (told instanceof CommitEvent one && expected instanceof CommitEvent other) {
      boolean known = one.origin() != 0 && other.origin() != 0;
      return one.revision() == other.revision()
          && one.changes().equals(other.changes())
          && (!known || one.origin() == other.origin());
    }
    return told.equals(expected);
  }

  private static long revision(Object told) {
    return told instanceof Match match ? match.revision() : ((CommitEvent) told).revision();
  }
}
