package dev.zproc.cli;

import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.Subscription;
import java.util.ArrayList;
import java.util.List;

/** The newest commits that touch some keys, up to the moment at which this was asked for. */
final class History {

  /** How far back it looks first, in revisions; then eight times as far, and so on. */
  private static final long NEAR = 1024;

  /** How often history may go by beneath the reading before that is given up. */
  private static final int TRIES = 20;

  private final Source source;
  private final List<CommitEvent> events = new ArrayList<>();
  private long now;
  private int tries;

  /** Where it is read. */
  interface Source {

    /** The newest revision. */
    long newest();

    /** All after a revision, or as much as comes at once. */
    Portion after(long revision);
  }

  /**
   * A part of it.
   *
   * @param gone at which revision history begins if that is later than was asked for; else 0
   */
  record Portion(List<CommitEvent> events, long gone) {}

  History(Source source) {
    this.source = source;
    this.now = source.newest();
  }

  /** What was read, the oldest first. */
  List<CommitEvent> events() {
    return events;
  }

  /**
   * Reads the newest so many, or all that there are; returns where history begins if it came so
   * far, else 0.
   *
   * @throws Failure if more is forgotten meanwhile than can be read
   */
  long read(int wanted) {
    for (long back = NEAR; ; back *= 8) {
      long begin = Math.max(0, now - back);
      long oldest = readFrom(begin);
      if (oldest > 0 || events.size() >= 2L * wanted || begin == 0) {
        return oldest;
      }
    }
  }

  /** Reads all after {@code begin}; returns where history begins if that is later, else 0. */
  private long readFrom(long begin) {
    events.clear();
    long oldest = 0;
    long at = begin;
    while (at < now) {
      Portion portion = source.after(at);
      if (portion.gone > 0) {
        // The server has forgotten what is before; it may forget more before this is asked for.
        events.clear();
        oldest = portion.gone;
        at = next(oldest);
        continue;
      }
      events.addAll(portion.events);
      if (portion.events.size() < Subscription.AT_ONCE) {
        break;
      }
      at = portion.events.get(portion.events.size() - 1).revision();
    }
    return oldest;
  }

  /** Where to go on: the oldest there is, and the nearer to now the more often that was too far. */
  private long next(long oldest) {
    if (++tries > TRIES) {
      throw new Failure(
          ExitCode.NO_ANSWER,
          "the server forgets changes faster than they can be read: its history begins at revision "
              + oldest
              + " by now. Give it more (historyRevisions, historyBytes), or watch: zproc state"
              + " watch");
    }
    now = source.newest();
    return tries == 1 ? oldest : oldest + (now - oldest) * tries / (TRIES + 1);
  }
}
