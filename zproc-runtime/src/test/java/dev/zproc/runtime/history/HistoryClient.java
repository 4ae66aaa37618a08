package dev.zproc.runtime.history;

import static dev.zproc.runtime.testing.Engines.BEGIN;

import dev.zproc.runtime.internal.client.ChildSession;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.client.Link;
import dev.zproc.runtime.internal.client.LinkOptions;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.Compare;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.Operand;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.RangeResult;
import dev.zproc.runtime.internal.engine.Relation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.WatchSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A client of a {@link HistoryRun}: does random things, one or a few at a time, and now and then
 * dies in the middle of them and is born anew.
 *
 * <p>Threads: owned by a thread of its own until that has ended.
 */
final class HistoryClient implements Runnable {

  static final List<Bytes> COUNTERS = keys("n0", "n1");
  private static final List<Bytes> ACCOUNTS = keys("a0", "a1", "a2");
  private static final List<Bytes> REGISTERS = keys("r0", "r1", "r2");

  private static final KeyRange EVERYTHING = new KeyRange(Bytes.EMPTY, null);

  /** How long it may take to connect where the server may have ended meanwhile. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final HistoryRun run;
  private final Place place;
  private final String name;
  private final boolean local;
  private final Random random;

  /** What was read or written last, to compare with. */
  private final Map<Bytes, Entry> known = new ConcurrentHashMap<>();

  private final List<Probe> probes = new ArrayList<>();

  /** The sessions that this client has closed, after which outcomes may be unknown. */
  private final Set<Long> ended = ConcurrentHashMap.newKeySet();

  private volatile EngineSession session;

  /** By which a remote one was let in. */
  private @Nullable ChildSession client;

  /** How often the server had ended when the session was opened. */
  private volatile int life;

  /** Whether something was lost with the server. */
  private volatile boolean lost;

  private int lives;

  HistoryClient(HistoryRun run, Place place, String name, long seed) {
    this.run = run;
    this.place = place;
    this.name = name;
    this.local = name.startsWith("local");
    this.random = new Random(seed);
    this.life = place.site.ends();
    this.session = open();
  }

  private static List<Bytes> keys(String... names) {
    return java.util.Arrays.stream(names).map(Bytes::utf8).toList();
  }

  String name() {
    return name;
  }

  Place place() {
    return place;
  }

  EngineSession session() {
    return session;
  }

  /** Opens the next session; where the server has ended by then, one at the next. */
  private EngineSession open() {
    while (true) {
      life = place.site.ends();
      if (local) {
        return place.site.root();
      }
      ChildSession born = place.site.birth();
      LinkOptions options = LinkOptions.to(born).withEndpoint(place.proxy.endpoint());
      try {
        EngineSession opened =
            new EngineSession(
                Link.connect(place.site.mayEnd() ? options.withConnectTimeout(PATIENCE) : options));
        client = born;
        return opened;
      } catch (EngineException unreachable) {
        if (!place.site.mayEnd()) {
          throw unreachable;
        }
        // It has ended since, or is about to be found where it is now.
      }
    }
  }

  void close() {
    if (!local) {
      session.close();
    }
  }

  @Override
  public void run() {
    try {
      for (int done = 0; done < run.kind.each(); ) {
        boolean last = !local && random.nextInt(run.kind.alone() ? 120 : 30) == 0;
        int burst = last || random.nextInt(4) == 0 ? 1 + random.nextInt(4) : 1;
        List<CompletableFuture<?>> pending = new ArrayList<>();
        for (int i = 0; i < burst; i++) {
          pending.add(operation());
        }
        if (last) {
          // Before its requests are sent, while they are on their way, or when they are answered.
          LockSupport.parkNanos(random.nextInt(1_000_000));
          die();
        }
        for (CompletableFuture<?> each : pending) {
          each.get(60, TimeUnit.SECONDS);
        }
        done += burst;
        catchUp();
        attend();
      }
    } catch (ExecutionException
        | InterruptedException
        | TimeoutException
        | RuntimeException failed) {
      run.defect(name + " failed: " + failed);
    }
  }

  /** Ends this process as far as the server is concerned, whatever is on its way. */
  private void die() {
    EngineSession dead = session;
    ended.add(dead.session());
    dead.close();
    if (client != null) {
      place.site.release(client);
    }
    probes.clear();
    lives++;
    session = open();
  }

  /** The server has ended, and another one is there: what waits for the old one's word is over. */
  void lose() {
    EngineSession dead = session;
    if (!local && life != place.site.ends()) {
      ended.add(dead.session());
      dead.close();
    }
  }

  /** Goes on at the next server, if this one was lost or has ended. */
  void catchUp() {
    if (lost || life != place.site.ends()) {
      goOn();
    }
  }

  /** Does that, as another program that knows how far this one had got. */
  private void goOn() {
    EngineSession dead = session;
    if (!local) {
      dead.close();
    }
    Awaitility.await("another server, where one was lost")
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .atMost(Duration.ofMinutes(1))
        .until(() -> life != place.site.ends());
    lost = false;
    lives++;
    session = open();
    probes.removeIf(probe -> !probe.resume(session, credit()));
    probes.forEach(probe -> place.add(probe, session));
  }

  /** Opens a watch or a wait at times, and lets those that there are be told a little more. */
  private void attend() {
    for (Probe probe : probes) {
      if (random.nextInt(4) == 0) {
        probe.request(1 + random.nextInt(5));
      }
    }
    if (probes.size() < 6 && random.nextInt(12) == 0) {
      Probe probe =
          random.nextInt(3) == 0
              ? Probe.await(name, session, conditionSpec(), credit(), place::saw)
              : Probe.watch(name, session, watchSpec(), credit(), place::saw);
      place.add(probe, session);
      probes.add(probe);
    }
  }

  private long credit() {
    return random.nextInt(3) == 0 ? Long.MAX_VALUE / 2 : random.nextInt(3);
  }

  /** A revision of late, or one of long ago. */
  private long past() {
    long back = random.nextInt(4) == 0 ? random.nextInt(1_000) : random.nextInt(20);
    return Math.max(BEGIN, place.seen() - back);
  }

  private WatchSpec watchSpec() {
    KeyRange one = random.nextBoolean() ? KeyRange.single(anyKey()) : prefix();
    KeySelection keys =
        switch (random.nextInt(3)) {
          case 0 -> KeySelection.of(EVERYTHING);
          case 1 -> new KeySelection(List.of(EVERYTHING), List.of(one));
          default -> KeySelection.of(one, KeyRange.single(anyKey()));
        };
    int limit = random.nextInt(4) == 0 ? 1 + random.nextInt(20) : 0;
    return new WatchSpec(keys, past(), skipped(), random.nextBoolean(), limit);
  }

  private ConditionSpec conditionSpec() {
    boolean counter = random.nextBoolean();
    Bytes key = pick(counter ? COUNTERS : REGISTERS);
    Entry last = known.get(key);
    long number = last == null ? 0 : (long) Scalar.number(last.value());
    Criterion.Comparison comparison =
        new Criterion.Comparison(
            new Operand.Key(key, Scalar.of(0L)),
            counter ? Relation.GREATER_OR_EQUAL : Relation.EQUAL,
            new Operand.Literal(Scalar.of(counter ? number + random.nextInt(8) : small())));
    return new ConditionSpec(
        comparison, past(), skipped(), random.nextBoolean(), false, List.of(KeyRange.single(key)));
  }

  /** In another life of the server this session is nobody, and its number may be another's. */
  private long skipped() {
    return !place.site.mayEnd() && random.nextInt(3) == 0 ? session.session() : 0;
  }

  /** A number that is written again and again. */
  private long small() {
    return random.nextInt(3);
  }

  private CompletableFuture<?> operation() {
    return switch (random.nextInt(run.kind.alone() ? 7 : 12)) {
      case 0, 1 -> read(anyKey());
      case 2 -> submit(Commit.of(add(pick(COUNTERS), 1)));
      case 3 -> submit(Commit.of(put(pick(REGISTERS))));
      case 4 -> submit(Commit.of(new Operation.Delete(pick(REGISTERS))));
      case 5 -> submit(compareAndSet(pick(REGISTERS)));
      case 6 -> submit(Commit.of(raise(pick(COUNTERS))));
      case 7 -> range(random.nextBoolean() ? EVERYTHING : prefix());
      case 8 -> travel(random.nextBoolean() ? EVERYTHING : prefix());
      case 9 -> transfer();
      case 10 -> submit(severalKeys());
      default ->
          random.nextInt(4) == 0
              ? submit(Commit.of(new Operation.DeleteRange(KeyRange.prefix(Bytes.utf8("r")))))
              : transfer();
    };
  }

  private Operation put(Bytes key) {
    long value = random.nextInt(3) == 0 ? small() : run.unique();
    return new Operation.Put(key, Scalar.of(value));
  }

  private static Operation add(Bytes key, long more) {
    return new Operation.Add(key, Scalar.of(more), Scalar.of(0L));
  }

  /** Raises a number to one that may or may not be larger. */
  private Operation raise(Bytes key) {
    Entry last = known.get(key);
    long bound = (last == null ? 0 : (long) Scalar.number(last.value())) + random.nextInt(4);
    return new Operation.Max(key, Scalar.of(bound), Scalar.of(0L));
  }

  private Commit compareAndSet(Bytes key) {
    Entry last = known.get(key);
    Compare compare =
        !run.kind.alone() && random.nextBoolean()
            ? new Compare.Revision(key, last == null ? 0 : last.modRevision())
            : new Compare.Value(key, last == null ? null : last.value());
    return new Commit(List.of(compare), List.of(put(key)));
  }

  /** Moves a unit from one account to another, if neither has changed since this client looked. */
  private CompletableFuture<?> transfer() {
    int from = random.nextInt(ACCOUNTS.size());
    int to = (from + 1 + random.nextInt(ACCOUNTS.size() - 1)) % ACCOUNTS.size();
    List<Compare> compares = new ArrayList<>();
    for (int each : List.of(from, to)) {
      Entry last = known.get(ACCOUNTS.get(each));
      compares.add(new Compare.Revision(ACCOUNTS.get(each), last == null ? 0 : last.modRevision()));
    }
    return submit(
        new Commit(compares, List.of(add(ACCOUNTS.get(from), -1), add(ACCOUNTS.get(to), 1))));
  }

  private Commit severalKeys() {
    List<Operation> operations = new ArrayList<>();
    operations.add(add(pick(COUNTERS), 1));
    operations.add(put(REGISTERS.get(0)));
    if (random.nextBoolean()) {
      operations.add(new Operation.Delete(REGISTERS.get(1)));
    }
    operations.add(put(REGISTERS.get(2)));
    return Commit.of(operations.toArray(Operation[]::new));
  }

  private CompletableFuture<?> read(Bytes key) {
    long floor = place.seen();
    long begin = run.tick();
    String process = process();
    return session
        .read(key)
        .handle(
            (result, failure) -> {
              if (failure == null) {
                know(result.entry());
                ended(process, floor, begin, new StateOp.Read(key, result));
              } else {
                failed(process, begin, failure, null, false);
              }
              return null;
            });
  }

  private CompletableFuture<?> range(KeyRange range) {
    long floor = place.seen();
    long begin = run.tick();
    String process = process();
    return session
        .range(range, 0)
        .handle(
            (result, failure) -> {
              if (failure == null) {
                result.entries().forEach(this::know);
                balance(range, result);
                ended(process, floor, begin, new StateOp.Range(range, result));
              } else {
                failed(process, begin, failure, null, false);
              }
              return null;
            });
  }

  /** What leaves one account enters another, so a look at all of them always finds the same. */
  private void balance(KeyRange range, RangeResult result) {
    if (range == EVERYTHING) {
      long sum =
          result.entries().stream()
              .filter(entry -> ACCOUNTS.contains(entry.key()))
              .mapToLong(entry -> (long) Scalar.number(entry.value()))
              .sum();
      if (sum != 0) {
        run.defect(name + " saw half a transfer: " + result);
      }
    }
  }

  private CompletableFuture<?> travel(KeyRange range) {
    long begin = run.tick();
    String process = process();
    long revision = past();
    return session
        .range(range, revision)
        .handle(
            (result, failure) -> {
              if (failure == null) {
                place.add(new Place.Travel(range, revision, result));
              } else if (!(failure instanceof EngineException.Gone) || !run.kind.isShort()) {
                failed(process, begin, failure, null, false);
              }
              return null;
            });
  }

  private CompletableFuture<?> submit(Commit commit) {
    long floor = place.seen();
    long begin = run.tick();
    String process = process();
    long asked = session.session();
    return session
        .commit(commit)
        .handle(
            (result, failure) -> {
              if (failure == null) {
                know(result);
                ended(process, floor, begin, new StateOp.Submit(commit, result));
              } else {
                failed(
                    process, begin, failure, commit, place.site.shared() || ended.contains(asked));
              }
              return null;
            });
  }

  private String process() {
    return lives == 0 ? name : name + "-" + lives;
  }

  private void know(CommitResult result) {
    result.results().forEach(each -> know(each.current()));
    result.current().forEach(this::know);
  }

  private void know(@Nullable Entry entry) {
    if (entry != null) {
      known.put(entry.key(), entry);
    }
  }

  private void ended(String process, long floor, long begin, StateOp what) {
    place.add(new Timed<>(process, begin, run.tick(), what));
    if (!local) {
      place.answered();
    }
    if (what.revision() < floor) {
      run.defect(process + " went back behind revision " + floor + ": " + what);
    }
    place.saw(what.revision());
  }

  private void failed(
      String process,
      long begin,
      Throwable failure,
      @Nullable Commit commit,
      boolean mayBeUnknown) {
    // What is sent again over another connection is answered; only who leaves does not learn it.
    boolean gone = place.site.mayEnd();
    if (failure instanceof EngineException.OutcomeUnknown
        && commit != null
        && (mayBeUnknown || gone)) {
      place.add(new Timed<>(process, begin, Timed.NEVER, new StateOp.Submit(commit, null)));
      lost |= gone && !mayBeUnknown;
    } else if (failure instanceof EngineException.Closed closed && (closed.here() || gone)) {
      lost |= !closed.here();
    } else if (failure instanceof EngineException.NotStored && place.site.shared()) {
      run.failed(); // if it was done, its revision is unaccounted for
    } else {
      run.defect(process + " was refused: " + failure);
    }
    // After a Closed nothing was done: the revision of a commit that was would be unaccounted for.
  }

  private Bytes anyKey() {
    List<Bytes> all = new ArrayList<>(COUNTERS);
    all.addAll(REGISTERS);
    if (!run.kind.alone()) {
      all.addAll(ACCOUNTS);
    }
    return pick(all);
  }

  private KeyRange prefix() {
    return KeyRange.prefix(Bytes.utf8(random.nextBoolean() ? "r" : "n"));
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
