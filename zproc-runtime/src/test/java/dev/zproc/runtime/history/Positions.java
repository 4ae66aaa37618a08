package dev.zproc.runtime.history;

import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.CommitResult.OperationResult;
import dev.zproc.runtime.internal.engine.Compare;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.RangeResult;
import dev.zproc.runtime.internal.engine.ReadResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes of the revisions of one root places in the one order of all commits, so that what clients
 * of several roots were told can be judged together.
 */
final class Positions {

  private final long begin;
  private final CommitLog log;
  private final Map<Long, Long> places = new HashMap<>();

  /**
   * Counts.
   *
   * @param begin the revision, and the place, of the empty state
   */
  Positions(long begin, CommitLog log) {
    this.begin = begin;
    this.log = log;
    long place = begin;
    for (CommitEvent event : log.events()) {
      places.put(event.revision(), ++place);
    }
  }

  /** All commits at their places; none has an origin, since other roots do not know it. */
  CommitLog log() {
    List<CommitEvent> events = new ArrayList<>();
    log.events()
        .forEach(event -> events.add(new CommitEvent(of(event.revision()), 0, event.changes())));
    return new CommitLog(begin, events, false);
  }

  Timed<StateOp> of(Timed<StateOp> operation) {
    StateOp what = operation.what();
    StateOp placed;
    try {
      if (what instanceof StateOp.Read read) {
        placed = new StateOp.Read(read.key(), of(read.result()));
      } else if (what instanceof StateOp.Range range) {
        placed = new StateOp.Range(range.range(), of(range.result()));
      } else {
        StateOp.Submit submit = (StateOp.Submit) what;
        CommitResult result = submit.result();
        placed = new StateOp.Submit(of(submit.commit()), result == null ? null : of(result));
      }
    } catch (IllegalArgumentException unknown) {
      throw new AssertionError(unknown.getMessage() + ": " + operation, unknown);
    }
    return new Timed<>(operation.process(), operation.begin(), operation.end(), placed);
  }

  private ReadResult of(ReadResult result) {
    return new ReadResult(of(result.entry()), newest(result.revision()));
  }

  private RangeResult of(RangeResult result) {
    List<Entry> entries = new ArrayList<>();
    for (Entry each : result.entries()) {
      entries.add(new Entry(each.key(), each.value(), of(each.createRevision()), modified(each)));
    }
    return new RangeResult(entries, newest(result.revision()));
  }

  private Commit of(Commit commit) {
    List<Compare> compares = new ArrayList<>();
    for (Compare each : commit.compares()) {
      compares.add(
          each instanceof Compare.Revision revision && revision.modRevision() != 0
              ? new Compare.Revision(each.key(), of(revision.modRevision()))
              : each);
    }
    return new Commit(compares, commit.operations(), commit.results());
  }

  private CommitResult of(CommitResult result) {
    List<OperationResult> results = new ArrayList<>();
    for (OperationResult each : result.results()) {
      results.add(new OperationResult(of(each.previous()), of(each.current())));
    }
    List<@Nullable Entry> current = new ArrayList<>();
    result.current().forEach(each -> current.add(of(each)));
    return new CommitResult(result.committed(), newest(result.revision()), results, current);
  }

  private @Nullable Entry of(@Nullable Entry entry) {
    return entry == null
        ? null
        : new Entry(entry.key(), entry.value(), of(entry.createRevision()), modified(entry));
  }

  private long modified(Entry entry) {
    return of(entry.modRevision());
  }

  /** The place of the commit that made {@code revision}. */
  private long of(long revision) {
    Long place = places.get(revision);
    if (place == null) {
      throw new IllegalArgumentException("no commit has made revision " + revision);
    }
    return place;
  }

  /** The place of the newest commit at {@code revision}. */
  private long newest(long revision) {
    long made = log.state(revision).revision();
    return made == begin ? begin : of(made);
  }
}
