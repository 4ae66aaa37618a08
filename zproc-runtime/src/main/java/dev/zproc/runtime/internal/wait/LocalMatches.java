package dev.zproc.runtime.internal.wait;

import dev.zproc.runtime.failure.HistoryGoneException;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.Evaluator;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.StateEngine;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Matches that are found here, on the thread that waits: over every revision that changes a key
 * which the condition looks at, or, if live, at the newest one when somebody asks.
 *
 * <p>Threads: not safe; used by the thread that waits.
 */
public final class LocalMatches implements MatchFeed {

  private static final KeyRange EVERYTHING = new KeyRange(Bytes.EMPTY, null);

  /** Runs the tests that are part of a criterion. */
  public interface Tests {

    /** Whether the test of this number holds, given the entries that it may look at. */
    boolean holds(int id, View view);
  }

  private final StateEngine engine;
  private final ConditionSpec spec;
  private final Tests tests;
  private final Evaluator evaluator;
  private Follower follower;

  /** What has changed since the last evaluation. */
  private final boolean[] changed;

  /** The revision at which a live wait was last evaluated. */
  private long evaluated;

  private boolean started;
  private boolean ended;

  /**
   * @param inclusive whether the revision at which it begins is looked at itself
   */
  public LocalMatches(StateEngine engine, ConditionSpec spec, Tests tests, boolean inclusive) {
    this.engine = engine;
    this.spec = spec;
    this.tests = tests;
    this.started = !inclusive;
    this.evaluator = new Evaluator(spec.criterion());
    this.changed = evaluator.nothingChanged();
    this.follower = begin();
  }

  private Follower begin() {
    try {
      return follow(spec.from());
    } catch (HistoryGoneException e) {
      if (!spec.live()) {
        throw e;
      }
      return follow(0);
    }
  }

  private Follower follow(long from) {
    List<KeyRange> loaded = evaluator.ranges(Set.of());
    loaded.addAll(spec.capture());
    // What is captured has to be kept up to date.
    KeySelection watched =
        mayHoldAfterwards()
            ? KeySelection.of(EVERYTHING)
            : new KeySelection(List.copyOf(loaded), List.of());
    return new Follower(engine, loaded, watched, from, spec.label());
  }

  @Override
  public @Nullable Found next(Deadline deadline, String awaited) {
    if (ended) {
      throw new IllegalStateException("'" + awaited + "' was waited for once, and has held");
    }
    boolean found = spec.live() ? nextLive(deadline, awaited) : nextOfAll(deadline, awaited);
    if (!found) {
      return null;
    }
    ended = !spec.repeat();
    return new Found(follower.revision(), follower.view());
  }

  private boolean nextOfAll(Deadline deadline, String awaited) {
    if (!started) {
      started = true;
      if (holds()) {
        return true;
      }
    }
    while (true) {
      CommitEvent event = follower.advance(deadline, awaited);
      if (event == null) {
        return false;
      }
      if (counts(event)) {
        note(event);
        if (holds()) {
          return true;
        }
      }
    }
  }

  private boolean nextLive(Deadline deadline, String awaited) {
    boolean due = !started;
    started = true;
    while (true) {
      try {
        for (CommitEvent event = follower.poll(); event != null; event = follower.poll()) {
          due |= due(event);
        }
        if (due) {
          follower.refresh();
          evaluated = follower.revision();
          if (holds()) {
            return true;
          }
        }
        CommitEvent event = follower.advance(deadline, awaited);
        if (event == null) {
          return false;
        }
        due = due(event);
      } catch (HistoryGoneException e) {
        // What was skipped is of no concern to who looks at the newest revision only.
        follower.close();
        follower = follow(0);
        Arrays.fill(changed, true);
        due = true;
      }
    }
  }

  private boolean due(CommitEvent event) {
    if (!counts(event) || event.revision() <= evaluated && changed.length == 0) {
      return false; // the values were looked at when they were newer than this
    }
    note(event);
    return true;
  }

  /** With repeat a process does not wake itself; and what only was to be captured wakes nobody. */
  private boolean counts(CommitEvent event) {
    if (spec.repeat() && isOwn(event)) {
      return false;
    }
    if (mayHoldAfterwards()) {
      return true;
    }
    for (KeyChange change : event.changes()) {
      if (evaluator.mentions(change.key())) {
        return true;
      }
    }
    return false;
  }

  /**
   * That nothing has changed any more becomes true at the next revision, whatever it changes; a
   * wait that repeats looks at those which change what it mentions, and no others.
   */
  private boolean mayHoldAfterwards() {
    return !spec.repeat() && evaluator.mayHoldAfterwards();
  }

  private boolean isOwn(CommitEvent event) {
    return spec.skipOrigin() != 0 && event.origin() == spec.skipOrigin();
  }

  private void note(CommitEvent event) {
    if (!isOwn(event)) {
      evaluator.mark(changed, event.changes());
    }
  }

  private boolean holds() {
    View view = follower.view();
    boolean holds =
        evaluator.holds(
            new Evaluator.Facts() {
              @Override
              public @Nullable Bytes value(Bytes key) {
                return view.value(key);
              }

              @Override
              public boolean changed(int position) {
                return changed[position];
              }

              @Override
              public boolean tested(int id) {
                return tests.holds(id, view);
              }
            });
    Arrays.fill(changed, false);
    return holds;
  }

  @Override
  public void close() {
    ended = true;
    follower.close();
  }
}
