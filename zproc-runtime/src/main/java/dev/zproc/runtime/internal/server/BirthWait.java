package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.wire.KeptSession;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The wait that a session was born with: its matches wait here until the child's process is there
 * and asks for them.
 *
 * <p>Threads: owned by the thread `zproc-state-server`.
 */
final class BirthWait {

  /** The number of this wait within its session. */
  static final long ID = 0;

  /**
   * How many matches of a repeated wait are kept for the child; the store keeps the others'
   * history.
   */
  static final int MAX_MATCHES = 256;

  final ConditionSpec spec;
  final long sinceMillis;

  /** The newest match that the child was given, or null; and whether its run has begun. */
  private @Nullable Match last;

  private boolean begun;

  private final Deque<Match> matches = new ArrayDeque<>();
  private long allowed;
  private long delivered;
  private long goneBefore = -1;
  private long owed;
  private boolean open = true;

  /** Up to which revision matches were given by a server before this one. */
  private long after = -1;

  /** Where what is live was begun anew; 0 if it was not, or has come to a match since. */
  private long rewound;

  BirthWait(ConditionSpec spec, long sinceMillis) {
    this.spec = spec;
    this.sinceMillis = sinceMillis;
  }

  /** How many matches the store may deliver before the child has asked for any. */
  long firstCredit() {
    // What is live has to be evaluated when it is asked for, and not before.
    return spec.live() ? 0 : spec.repeat() ? MAX_MATCHES : 1;
  }

  /** Goes on with one that another server had. */
  BirthWait(KeptSession.KeptWait kept) {
    this(kept.spec(), kept.sinceMillis());
    last = kept.last();
    begun = kept.begun();
    delivered = kept.delivered();
    allowed = delivered;
    open = kept.open();
    goneBefore = kept.goneBefore();
    after = spec.repeat() && !spec.live() && !kept.due() ? kept.from() : -1;
    Match first = kept.first();
    if (first != null) {
      repeat(first);
    }
  }

  /**
   * What the next server has to know of it.
   *
   * @param found whether with the matches themselves
   */
  KeptSession.KeptWait kept(boolean found) {
    Match given = last;
    Match next = matches.peek();
    // Of those that repeat the store finds again what comes after the last one.
    boolean foundAgain = spec.repeat() && (given == null || isAfter(next, given));
    long from = given == null ? spec.from() : given.revision();
    return new KeptSession.KeptWait(
        spec,
        sinceMillis,
        rewound > 0 ? rewound : from,
        rewound > 0 || given == null,
        delivered,
        begun,
        open,
        goneBefore,
        found ? given : null,
        found && !foundAgain ? next : null);
  }

  /** From which revision on the next server has to find its matches; 0 for none. */
  long needs() {
    return spec.repeat() && !spec.live() && open && last != null ? last.revision() : 0;
  }

  private static boolean isAfter(@Nullable Match next, Match given) {
    return next != null && next.revision() > given.revision();
  }

  /** Takes a match; returns whether it is none that the server before this one had given. */
  boolean add(Match match) {
    if (match.revision() <= after) {
      owed++;
      return false;
    }
    matches.add(match);
    open = spec.repeat();
    return true;
  }

  /** Whether there may be more for the child. */
  boolean isOpen() {
    return open;
  }

  /** Forgets what was not asked for, and what will not be. */
  void cancel() {
    open = false;
    matches.clear();
    allowed = delivered;
  }

  /**
   * Allows the child {@code total} matches in all, and returns by how many that is more for the
   * store to deliver: none but for a live wait, which gets its credit from the child alone.
   */
  long allow(long total) {
    long more = Math.max(0, total - allowed);
    allowed += more;
    return spec.live() ? more : 0;
  }

  /** Returns the next match that the child is allowed, or null. */
  @Nullable Match next() {
    if (delivered == allowed) {
      return null;
    }
    Match match = matches.poll();
    if (match != null) {
      delivered++;
      last = match;
      begun = false;
      rewound = 0;
      owed += spec.repeat() && !spec.live() ? 1 : 0;
    }
    return match;
  }

  /** Returns how many more matches the store may deliver, in the place of those that have gone. */
  long refill() {
    long refill = Math.max(owed, 0);
    owed -= refill;
    return refill;
  }

  /** The run for the newest match begins. */
  void begun() {
    begun = true;
  }

  /**
   * Begins anew for another process of the child, after the match whose run was the last.
   *
   * @param repeat whether a run that has begun and was not over counts for nothing
   * @return the match that must come again, or null; one whose run has not begun always must
   */
  @Nullable Match restart(boolean repeat) {
    boolean over = delivered == 0 || delivered < allowed; // then it asks for the next
    Match unfinished = over || begun && !repeat ? null : last;
    allowed = 0;
    delivered = 0;
    return unfinished;
  }

  /** There may be more matches after all, from {@code revision} on. */
  void reopen(long revision) {
    open = true;
    rewound = revision;
  }

  /** Lets the child have {@code match} once more, before all others. */
  void repeat(Match match) {
    matches.addFirst(match);
    owed -= spec.repeat() ? 1 : 0; // the store has been given credit in its place already
  }

  /** The store has given up, since its history begins at {@code oldest}. */
  void gone(long oldest) {
    goneBefore = oldest;
    open = false;
  }

  /**
   * Returns once, after the last match has gone, where history begins if it was too short; else -1.
   */
  long takeGone() {
    if (!matches.isEmpty()) {
      return -1;
    }
    long gone = goneBefore;
    goneBefore = -1;
    return gone;
  }
}
