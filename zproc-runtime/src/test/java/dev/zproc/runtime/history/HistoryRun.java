package dev.zproc.runtime.history;

import static dev.zproc.runtime.testing.Engines.BEGIN;
import static dev.zproc.runtime.testing.Engines.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.RangeResult;
import dev.zproc.runtime.internal.engine.WatchSpec;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.internal.store.StoreLimits;
import dev.zproc.runtime.testing.FaultProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * One history: clients that work on a few keys at the same time, two of them threads of the
 * server's own JVM, where it is this one, the others behind a proxy that does to their connections
 * what it likes; and then the judgement of all that they were told.
 */
final class HistoryRun implements AutoCloseable {

  /** A watch of every commit, also of those that write what was there. */
  private static final WatchSpec EVERYTHING =
      new WatchSpec(KeySelection.of(new KeyRange(Bytes.EMPTY, null)), BEGIN, 0, true, 0);

  private static final long UNLIMITED = Long.MAX_VALUE / 2;

  static final int LOCAL = 2;
  static final int REMOTE = 6;

  /**
   * What differs from run to run.
   *
   * @param each how many operations each client does, at least
   * @param revisions how many revisions history keeps
   * @param alone whether every operation is on one key only, so that keys can be judged one by one
   */
  record Kind(int each, int revisions, boolean alone) {

    boolean isShort() {
      return revisions < 1_000;
    }
  }

  /** A read of the past, and what it told. */
  record Travel(KeyRange range, long revision, RangeResult result) {}

  /** A probe of a session. */
  private record Watching(Probe probe, EngineSession session) {}

  final Kind kind;
  final Site site;
  final FaultProxy proxy;

  private final long seed;
  private final AtomicLong clock = new AtomicLong();
  private final AtomicLong seen = new AtomicLong(BEGIN);
  private final Queue<Timed<StateOp>> operations = new ConcurrentLinkedQueue<>();
  private final Queue<Travel> travels = new ConcurrentLinkedQueue<>();
  private final Queue<Watching> watching = new ConcurrentLinkedQueue<>();
  private final Queue<String> defects = new ConcurrentLinkedQueue<>();
  private final AtomicLong unique = new AtomicLong();
  private final List<HistoryClient> clients = new CopyOnWriteArrayList<>();

  /** Is told of every commit. */
  private volatile @Nullable Probe everything;

  HistoryRun(long seed, Kind kind) {
    this(seed, kind, ServerOptions.DEFAULTS);
  }

  HistoryRun(long seed, Kind kind, ServerOptions options) {
    this(
        seed,
        kind,
        Site.inThisJvm(
            options.withLimits(StoreLimits.defaults().withHistory(kind.revisions(), 64L << 20))));
  }

  HistoryRun(long seed, Kind kind, Site site) {
    this.seed = seed;
    this.kind = kind;
    this.site = site;
    proxy = new FaultProxy(site.endpoint(), seed);
  }

  // For clients, from any thread.

  long tick() {
    return clock.incrementAndGet();
  }

  /** The newest revision that anybody has been told of so far. */
  long seen() {
    return seen.get();
  }

  void saw(long revision) {
    seen.accumulateAndGet(revision, Math::max);
  }

  /** A number that no other commit writes. */
  long unique() {
    return 1_000 + unique.incrementAndGet();
  }

  void add(Timed<StateOp> operation) {
    operations.add(operation);
  }

  void add(Travel travel) {
    travels.add(travel);
  }

  void add(Probe probe, EngineSession session) {
    watching.add(new Watching(probe, session));
  }

  void defect(String what) {
    defects.add(what);
  }

  /** How many operations have ended so far. */
  int done() {
    return operations.size();
  }

  /**
   * The server has ended with its sessions, and the next one is there. Everybody goes on with that.
   */
  void ended() {
    proxy.lead(site.endpoint());
    Probe log = everything;
    if (log != null) {
      log.resume(site.root(), UNLIMITED);
    }
    clients.forEach(HistoryClient::lose);
    proxy.cutAll();
  }

  /** Lets the clients work, and judges. */
  void play() throws InterruptedException {
    work();
    judge();
  }

  /** Lets the clients work; where servers end, all have to be there that will be, to be judged. */
  void work() throws InterruptedException {
    everything = Probe.watch("log", site.root(), EVERYTHING, UNLIMITED, this::peekAfter);
    Random random = new Random(seed);
    for (int i = 0; i < LOCAL + REMOTE; i++) {
      clients.add(new HistoryClient(this, (i < LOCAL ? "local" : "remote") + i, random.nextLong()));
    }
    proxy.cutWithin(60_000);
    AtomicBoolean done = new AtomicBoolean();
    Thread chaos = new Thread(() -> disturb(done, new Random(random.nextLong())), "chaos");
    List<Thread> threads = new ArrayList<>();
    clients.forEach(client -> threads.add(new Thread(client, client.name())));
    chaos.start();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    done.set(true);
    chaos.join();
    proxy.cutWithin(0);
    proxy.cutAll();
  }

  private void peekAfter(long revision) {
    saw(revision);
    site.root()
        .read(HistoryClient.COUNTERS.get(0))
        .whenComplete(
            (read, failed) -> {
              if (failed != null) {
                if (site.mayEnd()) {
                  return; // it has, and the state is told of anew in the next life
                }
                defect("the root cannot read: " + failed);
              } else if (read.revision() < revision) {
                defect("told of " + revision + " while " + read.revision() + " was published");
              }
            });
  }

  private void disturb(AtomicBoolean done, Random random) {
    while (!done.get()) {
      pause(10 + random.nextInt(100));
      switch (random.nextInt(4)) {
        case 0 -> {
          // What the server does now it does, but its answers are lost.
          proxy.holdDown();
          pause(random.nextInt(15));
          proxy.cutAll();
          proxy.release();
        }
        case 1 -> {
          proxy.hold();
          pause(random.nextInt(15));
          proxy.release();
        }
        default -> proxy.cutAll();
      }
    }
  }

  private static void pause(int millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  /** Judges what they were told. */
  void judge() {
    // Who had done all that it does has not noticed yet that its server has ended.
    clients.forEach(HistoryClient::catchUp);
    assertThat(defects).isEmpty();
    long newest = get(site.root().ping()).revision();
    Probe all = Objects.requireNonNull(everything);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(2))
        .until(() -> lastOf(all) >= newest);
    CommitLog log = new CommitLog(BEGIN, all.events(), site.mayEnd());
    // A server that keeps its sessions may have written down that one has ended.
    assertThat(log.newest()).isGreaterThanOrEqualTo(newest);

    List<Timed<StateOp>> history = List.copyOf(operations);
    assertThat(history.size()).isGreaterThanOrEqualTo(800);
    assertThat(
            Linearizability.violation(StateModel.whole(BEGIN, history, log), history).orElse(null))
        .isNull();
    if (kind.alone()) {
      for (List<Timed<StateOp>> part : Linearizability.byKey(history, StateOp::keys)) {
        assertThat(Linearizability.violation(StateModel.values(), part).orElse(null)).isNull();
      }
    }
    history.forEach(each -> checkLogged(each, log));
    for (Travel travel : travels) {
      assertThat(travel.result())
          .as("at revision %d", travel.revision())
          .isEqualTo(
              new RangeResult(
                  StateModel.within(log.state(travel.revision()), travel.range()),
                  travel.revision()));
    }
    judgeWatches(log);
    long unknown = history.stream().filter(Timed::isUnknown).count();
    System.out.printf(
        "%d operations, %d of them unknown, %d revisions, %d watches, %d reads of the past,"
            + " %d connections%n",
        history.size(), unknown, newest, watching.size(), travels.size(), proxy.accepted());
    assertThat(proxy.accepted()).isGreaterThan(REMOTE + 4L);
  }

  private static long lastOf(Probe probe) {
    List<CommitEvent> events = probe.events();
    return events.isEmpty() ? BEGIN : events.get(events.size() - 1).revision();
  }

  /** A commit that told its revision is in the log under that revision, and as it was asked for. */
  private void checkLogged(Timed<StateOp> operation, CommitLog log) {
    if (operation.what() instanceof StateOp.Submit submit
        && submit.result() != null
        && submit.result().committed()) {
      long revision = submit.result().revision();
      StateModel.Outcome outcome =
          StateModel.run(log.state(Math.max(BEGIN, revision - 1)), submit.commit());
      // One that found nothing to do tells the newest revision, which another commit has made; that
      // a range was deleted cannot be told from that it was empty.
      boolean made = outcome.result().equals(submit.result()) && !outcome.changes().isEmpty();
      if (made && !(submit.commit().operations().get(0) instanceof Operation.DeleteRange)) {
        assertThat(log.event(revision).changes())
            .as("%s", operation)
            .containsExactlyInAnyOrderElementsOf(outcome.changes());
      }
    }
  }

  private void judgeWatches(CommitLog log) {
    for (Watching each : watching) {
      if (isOpen(each.session())) {
        each.probe().request(1_000_000);
      }
    }
    for (Watching each : watching) {
      boolean open = isOpen(each.session());
      try {
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .pollInterval(Duration.ofMillis(2))
            .until(() -> each.probe().isDone(log, open));
      } catch (org.awaitility.core.ConditionTimeoutException late) {
        // It is said below what is missing.
      }
    }
    // Whatever was told too much has come when this has been answered.
    clients.forEach(client -> get(client.session().ping()));
    List<String> wrong = new ArrayList<>();
    for (Watching each : watching) {
      boolean cut = each.session() != site.root();
      String lost = each.probe().lost();
      if (lost != null && !site.mayEnd()) {
        wrong.add(lost);
      }
      String defect = each.probe().defect(log, isOpen(each.session()), kind.isShort(), cut);
      if (defect != null) {
        wrong.add(defect);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(defects).isEmpty();
  }

  private boolean isOpen(@Nullable EngineSession session) {
    return clients.stream().anyMatch(client -> client.session() == session);
  }

  @Override
  public void close() {
    clients.forEach(HistoryClient::close);
    proxy.close();
    site.close();
  }
}
