package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.EntryChange;
import dev.zproc.runtime.internal.journal.CommitLog;
import dev.zproc.runtime.internal.journal.Proposal;
import dev.zproc.runtime.internal.journal.SharedLog;
import dev.zproc.runtime.internal.journal.SharedLog.Arrival;
import dev.zproc.runtime.internal.journal.StateLog;
import dev.zproc.runtime.internal.store.Decision;
import dev.zproc.runtime.internal.store.Store;
import dev.zproc.runtime.internal.wire.Reply;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way of commits to a store that mirrors a state which other servers write as well. What is
 * decided is proposed; the store is touched by what arrives, in the one order of all servers. A
 * proposal that was taken has found all that it depends on as it was, so that deciding it once more
 * where it arrives, after what others did meanwhile, comes to the same.
 *
 * <p>A commit that would change nothing is not proposed. It is decided once more, and for good, on
 * a store that shows all that others had done when its turn came, as a read is. One without
 * operations is a read, and looks at the store as it is where reads do.
 *
 * <p>What servers keep for themselves is applied at once, in the place that it has in the line.
 *
 * <p>Threads: owned by the thread `zproc-state-server`.
 */
final class SharedCommits extends Commits {

  private final SharedLog log;

  /** Whether what waits in the line was decided on a state that others have changed since. */
  private boolean upset;

  /**
   * How many commits at the head of the line change nothing, and wait for what others have done.
   */
  private int looking;

  private SharedCommits(Store store, SharedLog log, long maxQueuedBytes, Runnable wake) {
    super(store, null, maxQueuedBytes, wake);
    this.log = log;
    log.start(wake);
  }

  /** The way to {@code store} that goes with {@code log}. */
  static Commits of(Store store, @Nullable StateLog log, long maxQueuedBytes, Runnable wake) {
    return log instanceof SharedLog shared
        ? new SharedCommits(store, shared, maxQueuedBytes, wake)
        : new Commits(store, (CommitLog) log, maxQueuedBytes, wake);
  }

  @Override
  @Nullable CommitResult make(long session, Commit commit, Turns.Answer later) {
    if (Proposal.isOwn(commit)) {
      if (line.isEmpty()) {
        return store.apply(session, store.decide(commit));
      }
      after(session, () -> later.reply(Refusals.orReply(() -> own(session, commit))));
      return null;
    }
    if (commit.isRead() && !confirmsReads()) {
      return look(session, commit, later);
    }
    checkRoom();
    LineItem item = new LineItem(session, commit, later);
    item.decision = decided(commit);
    enter(item);
    fresh.add(item);
    return null;
  }

  private Reply own(long session, Commit commit) {
    unsettle();
    return new Reply.Committed(store.apply(session, store.decide(commit)));
  }

  private Decision decided(Commit commit) {
    Decision decision = store.decide(commit);
    String refusal =
        decision.changes() ? log.refusal(Proposal.of(commit, decision.entries())) : null;
    if (refusal != null) {
      throw new EngineException.Rejected(refusal);
    }
    store.propose(decision);
    return decision;
  }

  /** The store is about to change under what was decided on top of it. */
  private void unsettle() {
    store.withdraw();
    upset = true;
  }

  @Override
  void collect() {
    for (Arrival next = log.poll(); next != null; next = log.poll()) {
      if (next instanceof Arrival.Taken taken) {
        given--;
        taken(nextCommit(), taken.included());
      } else if (next instanceof Arrival.Foreign foreign) {
        follow(foreign.changes());
      } else if (next instanceof Arrival.Lost lost) {
        store.lose();
        follow(lost.changes());
      } else if (next instanceof Arrival.Rest rest) {
        rest(rest);
      } else if (next instanceof Arrival.Confirmed confirmed) {
        confirmed.then().accept(confirmed.failure());
      }
    }
    runUntilCommit();
    if (upset) {
      decideAgain();
    }
  }

  private void taken(LineItem item, boolean included) {
    Decision sent = item.given;
    Commit commit = item.commit;
    if (sent == null || commit == null) {
      throw new IllegalStateException("a commit was taken that was not proposed");
    }
    if (included) {
      unsettle();
      answer(item, new Reply.Committed(Renumbered.of(sent, store.revision())));
      return;
    }
    Decision now = item.decision;
    if (upset || now == null) {
      unsettle();
      now = Refusals.orNull(() -> store.decide(commit));
    }
    if (now == null) {
      // With what others have put here meanwhile it would be over a limit; but it has happened.
      follow(sent.entries().stream().map(SharedCommits::written).toList());
      answer(item, new Reply.Committed(Renumbered.of(sent, store.revision())));
    } else {
      answer(item, new Reply.Committed(store.apply(item.session, now)));
    }
  }

  private static SharedLog.Written written(EntryChange change) {
    Entry after = change.after();
    return new SharedLog.Written(change.key(), after == null ? null : after.value());
  }

  private void follow(List<SharedLog.Written> changes) {
    unsettle();
    long revision = store.revision() + 1;
    List<EntryChange> entries = new ArrayList<>(changes.size());
    for (SharedLog.Written each : changes) {
      Entry before = store.read(each.key()).entry();
      Entry after =
          each.value() == null
              ? null
              : new Entry(
                  each.key(),
                  each.value(),
                  before == null ? revision : before.createRevision(),
                  revision);
      if (before != null || after != null) {
        entries.add(new EntryChange(each.key(), before, after));
      }
    }
    if (!entries.isEmpty()) {
      store.replay(0, revision, entries);
    }
  }

  private void rest(Arrival.Rest rest) {
    int left = given;
    given = 0;
    unsettle();
    for (int i = 0; i < left && (i < rest.unknown() || !rest.again()); i++) {
      Reply.Cause cause = i < rest.unknown() ? Reply.Cause.FORGOTTEN : Reply.Cause.NOT_STORED;
      answer(nextCommit(), new Reply.Failed(cause, rest.why(), 0));
    }
    line.forEach(item -> item.given = null);
  }

  /** Answers those that were looking, up to the first that would change something by now. */
  private void looked(@Nullable String failure) {
    int left = looking;
    looking = 0;
    unsettle();
    for (; left > 0; left--) {
      runUntilCommit();
      Reply reply =
          failure == null
              ? Refusals.orLater(() -> look(line.element()))
              : new Reply.Failed(Reply.Cause.NOT_STORED, failure, 0);
      if (reply == null) {
        break;
      }
      answer(nextCommit(), reply);
    }
    line.forEach(item -> item.given = null);
  }

  /** What it is told; null if it would change something. */
  private @Nullable Reply look(LineItem item) {
    Commit commit = item.commit;
    store.withdraw(); // what was done in the meantime may have proposed more
    Decision decision = commit == null ? null : store.decide(commit);
    return decision == null || decision.changes() ? null : new Reply.Committed(decision.result());
  }

  /** Decides all commits in the line anew, on the store as it is. */
  private void decideAgain() {
    store.withdraw();
    upset = false;
    fresh = new ArrayList<>();
    List<LineItem> refused = new ArrayList<>();
    List<Reply> replies = new ArrayList<>();
    for (Iterator<LineItem> all = line.iterator(); all.hasNext(); ) {
      LineItem item = all.next();
      Commit commit = item.commit;
      if (commit == null) {
        continue;
      }
      item.decision = null;
      Reply failed = Refusals.orLater(() -> decide(item, commit));
      if (item.given != null) {
        continue; // if it does not go any more, it will not be taken either
      }
      if (failed == null) {
        fresh.add(item);
      } else {
        all.remove();
        left(item);
        refused.add(item);
        replies.add(failed);
      }
    }
    for (int i = 0; i < refused.size(); i++) {
      answer(refused.get(i), replies.get(i));
    }
    runUntilCommit();
  }

  private @Nullable Reply decide(LineItem item, Commit commit) {
    item.decision = decided(commit);
    return null;
  }

  @Override
  void handOver() {
    if (given > 0 || looking > 0 || fresh.isEmpty()) {
      return;
    }
    boolean changes = decision(fresh.get(0)).changes();
    int count = 0;
    while (count < fresh.size() && decision(fresh.get(count)).changes() == changes) {
      count++;
    }
    List<LineItem> first = fresh.subList(0, count);
    fresh = new ArrayList<>(fresh.subList(count, fresh.size()));
    first.forEach(item -> item.given = item.decision);
    if (changes) {
      given = count;
      log.propose(first.stream().map(SharedCommits::proposal).toList());
    } else {
      looking = count;
      log.confirm(this::looked);
    }
  }

  private static Decision decision(LineItem item) {
    return Objects.requireNonNull(item.decision, "a commit is to be proposed that was not decided");
  }

  private static Proposal proposal(LineItem item) {
    return Proposal.of(Objects.requireNonNull(item.commit), decision(item).entries());
  }

  @Override
  boolean isBusy() {
    return looking > 0 || super.isBusy();
  }

  @Override
  boolean confirmsReads() {
    return log.confirmsReads();
  }

  @Override
  void confirm(Consumer<@Nullable String> work) {
    log.confirm(work);
  }

  @Override
  boolean isAnswered() {
    return log.hasArrived();
  }
}
