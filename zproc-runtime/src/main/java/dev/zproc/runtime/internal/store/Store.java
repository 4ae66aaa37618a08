package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.EntryChange;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.KeyText;
import dev.zproc.runtime.internal.engine.RangeResult;
import dev.zproc.runtime.internal.engine.ReadResult;
import dev.zproc.runtime.internal.engine.WatchSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The state: entries under keys, each commit at a revision of its own, with a history that can be
 * read and watched from.
 *
 * <p>The history reaches back {@link StoreLimits#historyRevisions} commits, further where it is
 * pinned, and never holds more than {@link StoreLimits#historyBytes} beyond the newest state.
 *
 * <p>A condition is evaluated at the revision from which it waits, and then:
 *
 * <ul>
 *   <li>without {@code repeat} or {@code live}, at every later revision, up to the first at which
 *       it holds, which is its match. The match is kept until there is credit for it.
 *   <li>with {@code repeat}, at each later revision that changes a key which the condition mentions
 *       and that was not made by {@code skipOrigin}; each at which it holds is a match. What waits
 *       for credit pins the history.
 *   <li>with {@code live}, at the newest revision, whenever there is credit, and some revision
 *       since the last evaluation was one of the above. {@code Changed} then holds if any of them
 *       changed the key, and the match is as of the newest revision.
 * </ul>
 *
 * A write that leaves the bytes as they were changes nothing, as far as conditions go.
 *
 * <p>Threads: owned by one thread, but for {@link #published}; a {@link WatchSink} must not call
 * back.
 */
public final class Store {

  private final StoreLimits limits;
  final KeyTable table = new KeyTable();
  private final Retention retention = new Retention();
  private final Specs specs;
  private final History history;
  private final Watches watches;
  private final PublishedView published;
  private final Proposed pending = new Proposed(table);

  private boolean busy;

  /** Makes an empty store. */
  public Store(StoreLimits limits, WatchSink sink) {
    this(limits, sink, 0);
  }

  /** Makes an empty store whose first commit follows {@code revision}. */
  public Store(StoreLimits limits, WatchSink sink, long revision) {
    this(limits, sink, revision, revision, List.of());
  }

  /**
   * Makes a store of the state at {@code revision}, as a snapshot kept it; history begins there.
   *
   * @param entries the entries at that revision
   * @throws IllegalArgumentException if one of them was written later
   */
  public Store(StoreLimits limits, WatchSink sink, long revision, Collection<Entry> entries) {
    this(limits, sink, 0, revision, entries);
  }

  private Store(
      StoreLimits limits, WatchSink sink, long empty, long revision, Collection<Entry> entries) {
    this.limits = limits;
    for (Entry entry : entries) {
      if (entry.modRevision() > revision) {
        String key = KeyText.of(entry.key());
        throw new IllegalArgumentException(
            "key %s was written at revision %d, after the snapshot at %d; restore from another snapshot"
                .formatted(key, entry.modRevision(), revision));
      }
      table.write(entry.key(), null, entry.modRevision(), entry, null);
    }
    specs = new Specs(limits);
    history = new History(table, limits, empty, revision);
    watches = new Watches(table, history, retention, sink, limits);
    published = new PublishedView(table, revision);
  }

  /** Returns the newest revision, or 0 if there has been no commit. */
  public long revision() {
    return history.newest();
  }

  /** Returns the oldest revision that can be read, and after which a watch can begin. */
  public long oldestRevision() {
    return history.oldest();
  }

  /** About how many bytes the newest state takes on the heap. */
  public long stateBytes() {
    return table.bytes();
  }

  /** About how many bytes the history keeps beyond that. */
  public long historyBytes() {
    return history.bytes();
  }

  /** Lets go of everything: the server has failed, and nobody reads any more. */
  public void discard() {
    table.discard();
    history.discard();
  }

  /** Reads one key at the newest revision. */
  public ReadResult read(Bytes key) {
    return new ReadResult(table.newest(key), revision());
  }

  /**
   * Reads a range as of {@code revision}, or as of the newest one if that is 0.
   *
   * @throws EngineException.Gone if history no longer reaches back to {@code revision}
   * @throws EngineException.Rejected if there is no such revision yet
   */
  public RangeResult range(KeyRange range, long revision) {
    long at = revision == 0 ? revision() : readable(revision);
    List<Entry> entries = new ArrayList<>();
    table.scan(range, at, entries::add);
    return new RangeResult(Collections.unmodifiableList(entries), at);
  }

  private long readable(long revision) {
    Specs.checkRevision(revision, revision());
    if (revision < oldestRevision()) {
      throw new EngineException.Gone(oldestRevision());
    }
    return revision;
  }

  /** Decides and applies at once. */
  public CommitResult commit(long origin, Commit commit) {
    return apply(origin, decide(commit));
  }

  /**
   * Decides what {@code commit} comes to on top of what was proposed, and does nothing yet.
   *
   * @throws EngineException.Rejected if an operation is over a limit or adds to what is no number
   *     of that type, or if the state would be over its own
   */
  public Decision decide(Commit commit) {
    return Decision.of(commit, table, limits, revision(), pending.isEmpty() ? null : pending);
  }

  /** What a commit without operations comes to, whatever was proposed; throws the same. */
  public CommitResult look(Commit commit) {
    return Decision.of(commit, table, limits, revision(), null).result();
  }

  /**
   * Keeps in mind what was decided last, so that the next is decided on top of it, until it is
   * applied, in this order, or all of them are withdrawn. Nobody sees any of it before.
   */
  public void propose(Decision decision) {
    pending.add(decision);
  }

  /** Forgets all that was proposed and is not applied. */
  public void withdraw() {
    pending.clear();
  }

  /** Tells all watches and waits that history is gone: some of it never came here. */
  public void lose() {
    exclusively(watches::loseAll);
  }

  /**
   * Does what was decided, in the name of session {@code origin}, and delivers to the watches that
   * it concerns.
   *
   * @throws IllegalStateException if something else was done since it was decided
   */
  public CommitResult apply(long origin, Decision decision) {
    return exclusively(
        () -> {
          long next = revision() + 1;
          if (decision.revision() != next) {
            throw new IllegalStateException(
                "decided for revision " + decision.revision() + ", but the next is " + next);
          }
          boolean proposed = pending.remove(decision);
          if (decision.changes()) {
            apply(next, origin, decision.touched(), proposed);
          }
          return decision.result();
        });
  }

  /**
   * Does once more what was done before this store was made, at the same revision, the next one.
   *
   * @throws IllegalArgumentException if it does not follow what is there
   */
  public void replay(long origin, long revision, List<EntryChange> changes) {
    if (revision != revision() + 1) {
      throw new IllegalArgumentException("revision " + revision + " after " + revision());
    }
    exclusively(() -> apply(revision, origin, Decision.touched(changes), true));
  }

  /**
   * @param late whether the chains of the keys have to be looked for now
   */
  private void apply(long revision, long origin, List<Decision.Touched> touched, boolean late) {
    KeyChange[] changes = new KeyChange[touched.size()];
    Version written = null;
    for (int i = 0; i < changes.length; i++) {
      Decision.Touched each = touched.get(i);
      VersionChain chain = late ? table.chain(each.key) : each.chain;
      written = table.write(each.key, chain, revision, each.now, written);
      changes[i] = each.change();
    }
    if (written == null) {
      throw new IllegalArgumentException("revision " + revision + " changes nothing");
    }
    CommitEvent event = new CommitEvent(revision, origin, List.of(changes));
    history.append(event, written);
    watches.deliver(event);
    trim();
  }

  /** Lets go of the history that is over the limits, and tells those who still needed it. */
  private void trim() {
    boolean dropped = false;
    while (history.isOverLimit(retention.pinned())) {
      history.dropOldest();
      retention.loosen(history.oldest());
      dropped = true;
    }
    if (dropped) {
      retention.expire(history.oldest()).forEach(watches::gone);
      history.cut(published.revision());
    }
  }

  /**
   * Opens a watch. It delivers at most {@code credit} commits until more are allowed, the past ones
   * before this returns. Commits that are no longer in history make it {@code gone}; from the
   * beginning it is told of all that there was, as long as nothing was dropped.
   *
   * @throws EngineException.Rejected if it begins after the newest revision, is over a limit, or
   *     {@code key} is in use
   */
  public void watch(WatchKey key, WatchSpec spec, long credit) {
    specs.check(spec, credit, revision());
    exclusively(() -> watches.open(new CommitWatch(key, watches, credit, spec)));
  }

  /**
   * Opens a wait for a condition, as {@link #watch} does a watch.
   *
   * @throws EngineException.Rejected if it begins after the newest revision, is over a limit, or
   *     {@code key} is in use
   */
  public void await(WatchKey key, ConditionSpec spec, long credit) {
    await(key, spec, credit, true);
  }

  /** As above; unless {@code due}, what is live is looked at only once something has changed. */
  public void await(WatchKey key, ConditionSpec spec, long credit, boolean due) {
    specs.check(spec, credit, revision());
    long from = spec.from() == 0 ? revision() : spec.from();
    CompiledCondition condition = new CompiledCondition(spec, table);
    Interest wait = Interest.waiting(spec, key, watches, credit, condition, from, due);
    exclusively(() -> watches.open(wait));
  }

  /** Allows {@code more} deliveries; does nothing if {@code key} is not open any more. */
  public void credit(WatchKey key, long more) {
    Specs.checkCredit(more);
    ifOpen(
        key,
        interest -> {
          interest.addCredit(more);
          interest.onCredit();
          trim();
        });
  }

  /** Takes all credit of a watch or wait away. */
  public void withdrawCredit(WatchKey key) {
    ifOpen(key, Interest::withdrawCredit);
  }

  /** Closes a watch or wait; does nothing if {@code key} is not open any more. */
  public void cancel(WatchKey key) {
    ifOpen(
        key,
        interest -> {
          watches.close(interest);
          trim();
        });
  }

  private void ifOpen(WatchKey key, Consumer<Interest> work) {
    exclusively(
        () -> {
          Interest interest = watches.find(key);
          if (interest != null) {
            work.accept(interest);
          }
        });
  }

  /** Closes all watches and waits of a session. */
  public void cancelSession(long session) {
    exclusively(
        () -> {
          watches.closeSession(session);
          trim();
        });
  }

  /**
   * Keeps history from {@code revision} on until {@link #unpin}, or until it is over the byte
   * limit: then the pin is lost, and what needs it finds history gone. A second pin of the same
   * number replaces the first.
   *
   * @throws EngineException.Gone if history no longer reaches back to {@code revision}
   * @throws EngineException.Rejected if there is no such revision yet
   */
  public void pin(long pinId, long revision) {
    exclusively(
        () -> {
          retention.pin(pinId, readable(revision));
          trim();
        });
  }

  /** Ends a pin; does nothing if it has ended or was lost. */
  public void unpin(long pinId) {
    exclusively(
        () -> {
          retention.unpin(pinId);
          trim();
        });
  }

  /** Describes all open watches and waits, those of one session in the order of their opening. */
  public List<Wait> waits() {
    return watches.describe();
  }

  /** Lets {@link #published} show all commits so far. */
  public void publish() {
    published.publish(revision());
    history.cut(revision());
  }

  /** Returns the view for other threads. */
  public PublishedView published() {
    return published;
  }

  private void exclusively(Runnable work) {
    exclusively(
        () -> {
          work.run();
          return true;
        });
  }

  private <T> T exclusively(Supplier<T> work) {
    if (busy) {
      throw new IllegalStateException("a WatchSink must not call the store; hand over instead");
    }
    busy = true;
    try {
      return work.get();
    } finally {
      busy = false;
    }
  }
}
