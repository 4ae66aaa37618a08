package dev.zproc.runtime.state;

import dev.zproc.runtime.failure.HistoryGoneException;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.RangeResult;
import dev.zproc.runtime.internal.engine.ReadResult;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.engine.Usage;
import dev.zproc.runtime.internal.engine.WatchSpec;
import dev.zproc.runtime.internal.schema.Namespace;
import dev.zproc.runtime.internal.schema.Namespaces;
import dev.zproc.runtime.internal.schema.Phrase;
import dev.zproc.runtime.internal.wait.Calls;
import dev.zproc.runtime.internal.wait.Deadline;
import dev.zproc.runtime.internal.wait.Feed;
import dev.zproc.runtime.internal.wait.Schedule;
import dev.zproc.runtime.internal.wait.TransactionGuard;
import dev.zproc.runtime.spi.StateSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A namespace as one accessor has it: its keys, its cursors and its way to the engine. Generated
 * accessors are built on it; nobody else needs it.
 *
 * <p>Threads: safe for use by many threads.
 *
 * @param <S> the {@code @State} interface
 */
public final class StateSpace<S> {

  private static final int ONE = 1;

  /** How many keys are read at a time. */
  private static final int AT_ONCE = 500;

  final Namespaces namespaces;
  final Namespace<S> namespace;
  final Cursors cursors;
  private @Nullable AsyncCalls async;

  /** Made when they are asked for; two threads may both make one, and either will do. */
  private final @Nullable Key[] cells;

  /** For the runtime: the namespaces that one context has open, none yet. */
  @SuppressWarnings("exports") // takes and gives what users cannot name
  public static Namespaces namespaces(StateEngine engine) {
    return new Namespaces(engine, SnapshotView.VIEWS);
  }

  /**
   * For the runtime: opens {@code namespace} with the keys of {@code schema}; blocks for a round
   * trip or two the first time.
   *
   * @param birth the revision where horizon, cursors and watches begin; 0 for the newest one
   * @throws dev.zproc.runtime.failure.SchemaMismatchException if a key means something else there
   */
  @SuppressWarnings("exports") // as above
  public static <S> StateSpace<S> open(
      Namespaces namespaces, StateSchema<S> schema, String namespace, long birth) {
    Namespace<S> opened = namespaces.namespace(schema, namespace);
    StateSpace<S> space = new StateSpace<>(namespaces, opened, new Cursors(Math.max(birth, 0)));
    return birth > 0
        ? space
        : new StateSpace<>(namespaces, opened, new Cursors(space.newestRevision()));
  }

  /**
   * For the runtime: a map in {@code namespace} from texts to any values of types that this process
   * knows, those of the JDK and what the accessors and launchers loaded so far brought with them.
   * It may share the namespace with an accessor, of whose keys it knows nothing.
   */
  @SuppressWarnings("exports") // as above
  public static StateMap<String, Object> dictionary(
      Namespaces namespaces, String namespace, long birth) {
    return open(namespaces, Dictionary.SCHEMA, namespace, birth).map(0);
  }

  /**
   * For the runtime: calls {@code then} once, in a thread of the engine that it must not hold up,
   * when {@code condition} holds at {@code revision} or later, or at the newest revision if history
   * no longer reaches back so far.
   *
   * @return ends the wait
   */
  @SuppressWarnings("exports") // as above
  public static Runnable onceHolds(
      StateEngine engine, Condition condition, long revision, Runnable then) {
    return Conditions.onceHolds(engine, condition, revision, then);
  }

  private StateSpace(Namespaces namespaces, Namespace<S> namespace, Cursors cursors) {
    this.namespaces = namespaces;
    this.namespace = namespace;
    this.cursors = cursors;
    this.cells = new Key[namespace.schema.keys().size()];
  }

  /** The cell of the key at this index of the schema: always the same, as of the methods below. */
  public <T> Cell<T> cell(int key) {
    Cell<T> cell = known(key);
    return cell == null ? keep(key, new Cell<>(this, namespace.slot(key))) : cell;
  }

  public IntCell intCell(int key) {
    IntCell cell = known(key);
    return cell == null ? keep(key, new IntCell(this, namespace.slot(key))) : cell;
  }

  public LongCell longCell(int key) {
    LongCell cell = known(key);
    return cell == null ? keep(key, new LongCell(this, namespace.slot(key))) : cell;
  }

  public DoubleCell doubleCell(int key) {
    DoubleCell cell = known(key);
    return cell == null ? keep(key, new DoubleCell(this, namespace.slot(key))) : cell;
  }

  public BooleanCell booleanCell(int key) {
    BooleanCell cell = known(key);
    return cell == null ? keep(key, new BooleanCell(this, namespace.slot(key))) : cell;
  }

  public <E> ListCell<E> listCell(int key) {
    ListCell<E> cell = known(key);
    return cell == null ? keep(key, new ListCell<>(this, namespace.slot(key))) : cell;
  }

  public <K, V> StateMap<K, V> map(int key) {
    StateMap<K, V> cell = known(key);
    return cell == null ? keep(key, new LiveMap<>(this, namespace.slot(key))) : cell;
  }

  // Generated code asks for each key with the type that its schema gives it.
  @SuppressWarnings("unchecked")
  private <C extends Key> @Nullable C known(int key) {
    return (C) cells[key];
  }

  private <C extends Key> C keep(int key, C cell) {
    cells[key] = cell;
    return cell;
  }

  /** Another space on the same namespace, with a copy of the cursors. */
  public StateSpace<S> fork() {
    return new StateSpace<>(namespaces, namespace, cursors.copy());
  }

  /** A space with the same keys in another namespace, whose cursors begin where these began. */
  public StateSpace<S> in(String otherNamespace) {
    TransactionGuard.forbid();
    return open(namespaces, namespace.schema, otherNamespace, cursors.begin());
  }

  StateEngine engine() {
    return namespace.engine;
  }

  ReadResult read(Bytes key) {
    TransactionGuard.forbid();
    Schedule.step();
    if (isBehindCommits()) {
      RangeResult found = newest(KeyRange.single(key));
      return new ReadResult(
          found.entries().isEmpty() ? null : found.entries().get(0), found.revision());
    }
    ReadResult result = Calls.get(engine().read(key));
    cursors.saw(result.revision());
    return result;
  }

  /** Reads keys one by one, many underway at a time; null where there is nothing. */
  List<@Nullable Entry> readEach(List<Bytes> keys) {
    TransactionGuard.forbid();
    Schedule.step();
    List<@Nullable Entry> found = new ArrayList<>(keys.size());
    for (int from = 0; from < keys.size(); from += AT_ONCE) {
      List<CompletableFuture<ReadResult>> answers = new ArrayList<>();
      for (Bytes key : keys.subList(from, Math.min(from + AT_ONCE, keys.size()))) {
        answers.add(engine().read(key));
      }
      for (CompletableFuture<ReadResult> answer : answers) {
        ReadResult result = Calls.get(answer);
        cursors.saw(result.revision());
        found.add(result.entry());
      }
    }
    return found;
  }

  /**
   * Whether asynchronous commits of this process are underway, which a read is to see. Not inside
   * the function of an update: it may have a turn, and commits may wait for that to end.
   */
  boolean isBehindCommits() {
    return namespaces.isCommitting() && !Computing.isUnderway();
  }

  private RangeResult newest(KeyRange range) {
    RangeResult result = Calls.get(engine().range(range, StateEngine.AFTER_OWN));
    cursors.saw(result.revision());
    return result;
  }

  RangeResult range(KeyRange range, long revision) {
    TransactionGuard.forbid();
    Schedule.step();
    if (revision == 0 && isBehindCommits()) {
      return newest(range);
    }
    RangeResult result = Calls.get(engine().range(range, revision));
    if (revision == 0) {
      cursors.saw(result.revision());
    }
    return result;
  }

  CommitResult commit(Commit commit) {
    TransactionGuard.forbid();
    Schedule.step();
    Computing.check(engine(), commit);
    CommitResult result = Calls.get(engine().commit(commit));
    cursors.saw(result.revision());
    return result;
  }

  /** The requests that nobody waits for. */
  AsyncCalls async() {
    AsyncCalls made = async;
    if (made == null) {
      made = new AsyncCalls(engine(), namespaces.pipeline(), cursors); // either of two will do
      async = made;
    }
    return made;
  }

  MemoryUse memory() {
    TransactionGuard.forbid();
    Usage usage = Calls.get(engine().usage());
    return new MemoryUse(usage.state(), usage.history(), usage.queues());
  }

  long newestRevision() {
    return read(Keys.schema(namespace.name)).revision();
  }

  /**
   * Checks that {@code revision} is not in the future; a round trip only if it may be.
   *
   * @throws IllegalArgumentException if it is
   */
  void checkPast(long revision) {
    if (revision > cursors.horizon() && revision > newestRevision()) {
      throw new IllegalArgumentException(
          "there is no revision " + revision + " yet; the newest is " + cursors.horizon());
    }
  }

  /**
   * Waits for the next commit, after the cursor of {@code keys}, that changes one of {@code
   * selection}; moves the cursor to it, so that of several threads only one is told of it.
   */
  CommitEvent awaitChange(
      Set<String> keys, KeySelection selection, Deadline deadline, ChangeOption... options) {
    boolean own = false;
    boolean identical = false;
    AtomicLong cursor = cursors.of(keys);
    for (ChangeOption option : options) {
      own |= option == ChangeOption.INCLUDE_OWN;
      identical |= option == ChangeOption.INCLUDE_IDENTICAL;
    }
    String awaited = "a change of " + describe(keys);
    while (true) {
      long after = cursor.get();
      WatchSpec spec =
          new WatchSpec(
              selection,
              after,
              own ? 0 : engine().session(),
              identical,
              ONE,
              Phrase.label(Phrase.call("changed", keys).toString()));
      Feed feed = new Feed(engine(), spec, ONE);
      CommitEvent event = null;
      try {
        event = feed.next(deadline, awaited);
      } catch (HistoryGoneException gone) {
        if (cursors.skip(cursor, after, gone.oldestRevision())) {
          continue;
        }
        throw gone;
      } finally {
        if (event == null) {
          feed.close();
        }
      }
      if (event == null) {
        throw deadline.missed(awaited);
      }
      if (cursor.compareAndSet(after, event.revision())) {
        cursors.saw(event.revision());
        return event;
      }
    }
  }

  private String describe(Set<String> keys) {
    return keys.isEmpty() ? namespace.name : namespace.name + keys;
  }
}
