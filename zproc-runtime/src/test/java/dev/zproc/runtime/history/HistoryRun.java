package dev.zproc.runtime.history;

import static dev.zproc.runtime.testing.Engines.BEGIN;
import static dev.zproc.runtime.testing.Engines.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.internal.store.StoreLimits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One history: clients that work on a few keys at the same time, two of them threads of the
 * server's own JVM, where it is this one, the others behind a proxy that does to their connections
 * what it likes; and then the judgement of all that they were told. Where roots share a state,
 * clients of all of them make one history.
 */
final class HistoryRun implements AutoCloseable {

  static final int LOCAL = 2;
  static final int REMOTE = 6;

  /**
   * What differs from run to run.
   *
   * @param each how many operations each client does, at least
   * @param revisions how many revisions history keeps
   * @param alone whether every operation is on one key only, so that keys can be judged one by one
   * @param current whether reads show what clients of other roots were told before; else they only
   *     never go back, and show what the client's own root has done
   */
  record Kind(int each, int revisions, boolean alone, boolean current) {

    Kind(int each, int revisions, boolean alone) {
      this(each, revisions, alone, true);
    }

    boolean isShort() {
      return revisions < 1_000;
    }
  }

  final Kind kind;

  private final long seed;
  private final AtomicLong clock = new AtomicLong();
  private final Queue<String> defects = new ConcurrentLinkedQueue<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicLong unique = new AtomicLong();
  private final List<Place> places = new ArrayList<>();
  private final List<HistoryClient> clients = new CopyOnWriteArrayList<>();

  HistoryRun(long seed, Kind kind) {
    this(seed, kind, ServerOptions.DEFAULTS);
  }

  /** All of these options are of servers that share a state, unless there is one. */
  HistoryRun(long seed, Kind kind, ServerOptions... options) {
    this(
        seed,
        kind,
        Stream.of(options)
            .map(
                each ->
                    each.withLimits(
                        StoreLimits.defaults().withHistory(kind.revisions(), 64L << 20)))
            .map(Site::inThisJvm)
            .toArray(Site[]::new));
  }

  HistoryRun(long seed, Kind kind, Site... sites) {
    this.seed = seed;
    this.kind = kind;
    for (Site site : sites) {
      places.add(new Place(site, seed + places.size(), defects::add));
    }
  }

  // For clients, from any thread.

  long tick() {
    return clock.incrementAndGet();
  }

  /** A number that no other commit writes. */
  long unique() {
    return 1_000 + unique.incrementAndGet();
  }

  void defect(String what) {
    defects.add(what);
  }

  /** A request has failed, of which nothing was done. */
  void failed() {
    failures.incrementAndGet();
  }

  /** How many operations have ended so far. */
  int done() {
    return places.stream().mapToInt(Place::done).sum();
  }

  /**
   * The server has ended with its sessions, and the next one is there. Everybody goes on with that.
   */
  void ended() {
    places.forEach(Place::lead);
    clients.forEach(HistoryClient::lose);
    places.forEach(place -> place.proxy.cutAll());
  }

  /** Lets the clients work, and judges. */
  void play() throws InterruptedException {
    work();
    judge();
  }

  /** Lets the clients work; where servers end, all have to be there that will be, to be judged. */
  void work() throws InterruptedException {
    Random random = new Random(seed);
    for (int i = 0; i < LOCAL + REMOTE; i++) {
      Place place = places.get(i % places.size());
      String name = (i < LOCAL ? "local" : "remote") + i;
      clients.add(new HistoryClient(this, place, name, random.nextLong()));
    }
    places.forEach(place -> place.proxy.cutWithin(60_000));
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
    for (Place place : places) {
      place.proxy.cutWithin(0);
      place.proxy.cutAll();
    }
  }

  private void disturb(AtomicBoolean done, Random random) {
    while (!done.get()) {
      Place.pause(10 + random.nextInt(100));
      places.get(random.nextInt(places.size())).disturb(random);
    }
  }

  /** Judges what they were told. */
  void judge() {
    // Who had done all that it does has not noticed yet that its server has ended.
    clients.forEach(HistoryClient::catchUp);
    assertThat(defects).isEmpty();
    List<CommitLog> logs = logs();
    List<Positions> positions = logs.stream().map(each -> new Positions(BEGIN, each)).toList();
    CommitLog log = positions.get(0).log();
    positions.stream().skip(1).forEach(other -> isSame(log, other.log()));
    List<Timed<StateOp>> history = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      Positions own = positions.get(i);
      places.get(i).operations().forEach(each -> history.add(own.of(each)));
    }
    assertThat(history.size()).isGreaterThanOrEqualTo(800);
    judge(history, log);
    for (int i = 0; i < places.size(); i++) {
      Place place = places.get(i);
      place.judgeTravels(logs.get(i));
      List<HistoryClient> own = clients.stream().filter(each -> each.place() == place).toList();
      place.judgeWatches(logs.get(i), own, kind.isShort());
    }
    assertThat(defects).isEmpty();
    int connections = places.stream().mapToInt(place -> (int) place.proxy.accepted()).sum();
    System.out.printf(
        "%d operations, %d of them unknown, and %d that failed, %d revisions, %d watches, %d reads"
            + " of the past, %d connections%n",
        history.size(),
        history.stream().filter(Timed::isUnknown).count(),
        failures.get(),
        log.newest(),
        places.stream().mapToInt(Place::watches).sum(),
        places.stream().mapToInt(Place::travels).sum(),
        connections);
    assertThat(connections).isGreaterThan(REMOTE + 4);
  }

  /** What each root has seen; where there are several, up to a last commit of each. */
  private List<CommitLog> logs() {
    Set<Bytes> last = new HashSet<>();
    for (int i = 0; places.size() > 1 && i < places.size(); i++) {
      Bytes key = Bytes.utf8("zz" + i);
      get(places.get(i).site.root().commit(Commit.of(new Operation.Put(key, Scalar.of(i)))));
      last.add(key);
    }
    Predicate<List<CommitEvent>> all =
        events ->
            events.stream()
                    .flatMap(event -> event.changes().stream())
                    .filter(change -> last.contains(change.key()))
                    .count()
                == last.size();
    return places.stream().map(place -> place.log(all)).toList();
  }

  private static void isSame(CommitLog one, CommitLog other) {
    for (int i = 0; i < Math.min(one.events().size(), other.events().size()); i++) {
      CommitEvent event = one.events().get(i);
      assertThat(other.tells(event.revision(), event.changes()))
          .as("both roots see %s, and not %s", event, other.events().get(i))
          .isTrue();
    }
    assertThat(other.newest()).as("commits of both roots").isEqualTo(one.newest());
  }

  private void judge(List<Timed<StateOp>> all, CommitLog log) {
    List<Timed<StateOp>> history = all;
    if (!kind.current()) {
      all.forEach(each -> checkRead(each, log));
      history = all.stream().filter(each -> each.what() instanceof StateOp.Submit).toList();
    }
    assertThat(
            Linearizability.violation(StateModel.whole(BEGIN, history, log), history).orElse(null))
        .isNull();
    if (kind.alone()) {
      for (List<Timed<StateOp>> part : Linearizability.byKey(history, StateOp::keys)) {
        assertThat(Linearizability.violation(StateModel.values(), part).orElse(null)).isNull();
      }
    }
    history.forEach(each -> checkLogged(each, log));
  }

  /** A read shows the state as it was at the revision that it tells. */
  private static void checkRead(Timed<StateOp> operation, CommitLog log) {
    if (operation.what() instanceof StateOp.Read read) {
      assertThat(read.result().entry())
          .as("%s", operation)
          .isEqualTo(log.state(read.revision()).entries().get(read.key()));
    } else if (operation.what() instanceof StateOp.Range range) {
      assertThat(range.result().entries())
          .as("%s", operation)
          .isEqualTo(StateModel.within(log.state(range.revision()), range.range()));
    }
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
        assertThat(log.tells(revision, outcome.changes())).as("%s", operation).isTrue();
      }
    }
  }

  @Override
  public void close() {
    clients.forEach(HistoryClient::close);
    places.forEach(Place::close);
  }
}
