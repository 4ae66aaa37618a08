package dev.zproc.runtime.history;

import static dev.zproc.runtime.testing.Engines.BEGIN;
import static dev.zproc.runtime.testing.Engines.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.RangeResult;
import dev.zproc.runtime.internal.engine.WatchSpec;
import dev.zproc.runtime.testing.FaultProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One root of a {@link HistoryRun} with the proxy before it, and all that its clients were told in
 * its revisions, which mean nothing at another root.
 *
 * <p>Threads: safe for use by many threads.
 */
final class Place implements AutoCloseable {

  /** A watch of every commit, also of those that write what was there. */
  private static final WatchSpec EVERYTHING =
      new WatchSpec(KeySelection.of(new KeyRange(Bytes.EMPTY, null)), BEGIN, 0, true, 0);

  private static final long UNLIMITED = Long.MAX_VALUE / 2;

  private static final long STARVED_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final Duration ALL_HERE = Duration.ofSeconds(30);
  private static final Duration ALL_TOLD = Duration.ofSeconds(20);

  /** A read of the past, and what it told. */
  record Travel(KeyRange range, long revision, RangeResult result) {}

  /** A probe of a session. */
  private record Watching(Probe probe, EngineSession session) {}

  final Site site;
  final FaultProxy proxy;

  private final Consumer<String> defects;
  private final AtomicLong seen = new AtomicLong(BEGIN);
  private final Queue<Timed<StateOp>> operations = new ConcurrentLinkedQueue<>();
  private final Queue<Travel> travels = new ConcurrentLinkedQueue<>();
  private final Queue<Watching> watching = new ConcurrentLinkedQueue<>();
  private final Probe everything;
  private volatile long answered = System.nanoTime();

  /**
   * Begins to watch.
   *
   * @param defects is told what is wrong
   */
  Place(Site site, long seed, Consumer<String> defects) {
    this.site = site;
    this.defects = defects;
    proxy = new FaultProxy(site.endpoint(), seed);
    everything = Probe.watch("log", site.root(), EVERYTHING, UNLIMITED, this::peekAfter);
  }

  /** Leads to the server that there is now, and goes on watching there. */
  void lead() {
    proxy.lead(site.endpoint());
    everything.resume(site.root(), UNLIMITED);
  }

  private void peekAfter(long revision) {
    saw(revision);
    site.root()
        .read(HistoryClient.COUNTERS.get(0))
        .whenComplete(
            (read, failed) -> {
              if (failed != null && site.mayEnd()) {
                return; // it has, and the state is told of anew in the next life
              }
              if (failed != null) {
                defects.accept("the root cannot read: " + failed);
              } else if (read.revision() < revision) {
                defects.accept("told of " + revision + " while " + read.revision() + " was there");
              }
            });
  }

  /** The newest revision that anybody has been told of so far. */
  long seen() {
    return seen.get();
  }

  void saw(long revision) {
    seen.accumulateAndGet(revision, Math::max);
  }

  void add(Timed<StateOp> operation) {
    operations.add(operation);
  }

  /** What clients have done so far. */
  List<Timed<StateOp>> operations() {
    return List.copyOf(operations);
  }

  int done() {
    return operations.size();
  }

  void add(Travel travel) {
    travels.add(travel);
  }

  void add(Probe probe, EngineSession session) {
    watching.add(new Watching(probe, session));
  }

  int watches() {
    return watching.size();
  }

  int travels() {
    return travels.size();
  }

  /** A client behind the proxy was answered. */
  void answered() {
    answered = System.nanoTime();
  }

  /**
   * Does something to the connections of clients; not to those of clients whom nobody has answered
   * for long: the machine is so busy that none gets connected between two cuts.
   */
  void disturb(Random random) {
    if (System.nanoTime() - answered > STARVED_NANOS) {
      return;
    }
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

  static void pause(int millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  /** Every commit, once those have come that are there by now, and {@code all} is content. */
  CommitLog log(Predicate<List<CommitEvent>> all) {
    long newest = get(site.root().ping()).revision();
    try {
      Awaitility.await()
          .atMost(ALL_HERE)
          .pollInterval(Duration.ofMillis(2))
          .until(() -> lastOf(everything) >= newest && all.test(everything.events()));
    } catch (ConditionTimeoutException late) {
      throw new AssertionError("commits are missing after revision " + lastOf(everything), late);
    }
    CommitLog log = new CommitLog(BEGIN, everything.events(), site.shared(), site.mayEnd());
    // A server that keeps its sessions may have written down that one has ended.
    assertThat(log.newest()).isGreaterThanOrEqualTo(newest);
    return log;
  }

  private static long lastOf(Probe probe) {
    List<CommitEvent> events = probe.events();
    return events.isEmpty() ? BEGIN : events.get(events.size() - 1).revision();
  }

  void judgeTravels(CommitLog log) {
    for (Travel travel : travels) {
      assertThat(travel.result())
          .as("at revision %d", travel.revision())
          .isEqualTo(
              new RangeResult(
                  StateModel.within(log.state(travel.revision()), travel.range()),
                  travel.revision()));
    }
  }

  /**
   * Judges what watches and waits were told.
   *
   * @param clients those of this place
   */
  void judgeWatches(CommitLog log, List<HistoryClient> clients, boolean mayBeGone) {
    Predicate<EngineSession> isOpen =
        session -> clients.stream().anyMatch(client -> client.session() == session);
    for (Watching each : watching) {
      if (isOpen.test(each.session())) {
        each.probe().request(1_000_000);
      }
    }
    for (Watching each : watching) {
      boolean open = isOpen.test(each.session());
      try {
        Awaitility.await()
            .atMost(ALL_TOLD)
            .pollInterval(Duration.ofMillis(2))
            .until(() -> each.probe().isDone(log, open));
      } catch (ConditionTimeoutException late) {
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
      String defect = each.probe().defect(log, isOpen.test(each.session()), mayBeGone, cut);
      if (defect != null) {
        wrong.add(defect);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Override
  public void close() {
    proxy.close();
    site.close();
  }
}
