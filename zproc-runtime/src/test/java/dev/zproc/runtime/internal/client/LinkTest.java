package dev.zproc.runtime.internal.client;

import static dev.zproc.runtime.testing.Engines.BEGIN;
import static dev.zproc.runtime.testing.Engines.all;
import static dev.zproc.runtime.testing.Engines.atLeast;
import static dev.zproc.runtime.testing.Engines.get;
import static dev.zproc.runtime.testing.Engines.key;
import static dev.zproc.runtime.testing.Engines.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.Compare;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.RangeResult;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.Subscription;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.internal.wire.ServerInfo;
import dev.zproc.runtime.internal.wire.WaitInfo;
import dev.zproc.runtime.testing.CalmTime;
import dev.zproc.runtime.testing.Engines;
import dev.zproc.runtime.testing.Recorder;
import dev.zproc.runtime.testing.Wires;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The state through a session in the server's JVM and through one behind a socket. */
class LinkTest {

  private Engines engines;

  Wires wires() {
    return Wires.byDefault();
  }

  @BeforeEach
  void start() {
    engines = new Engines(wires(), ServerOptions.DEFAULTS);
  }

  @AfterEach
  void stop() throws Exception {
    engines.close();
  }

  private EngineSession session(boolean remote) {
    return remote ? engines.child() : engines.root;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsWrittenIsRead(boolean remote) {
    EngineSession session = session(remote);
    long revision = put(session, "a", 1);

    assertThat(get(session.read(key("a"))).entry())
        .isEqualTo(new Entry(key("a"), Scalar.of(1L), revision, revision));
    assertThat(get(session.read(key("b"))).entry()).isNull();
    RangeResult range = get(session.range(new KeyRange(Bytes.EMPTY, null), 0));
    assertThat(range.entries()).hasSize(1);
    assertThat(range.revision()).isEqualTo(revision);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCommitWhoseCompareFailsChangesNothingAndShowsWhatIsThere(boolean remote) {
    EngineSession session = session(remote);
    long revision = put(session, "a", 1);
    Commit commit =
        new Commit(
            List.of(new Compare.Revision(key("a"), revision + 7)),
            List.of(new Operation.Delete(key("a"))));

    CommitResult result = get(session.commit(commit));

    assertThat(result.committed()).isFalse();
    assertThat(result.current())
        .containsExactly(new Entry(key("a"), Scalar.of(1L), revision, revision));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRequestThatIsWrongIsRejectedWithTheReason(boolean remote) {
    EngineSession session = session(remote);
    put(session, "a", Scalar.of("text"));
    Operation add = new Operation.Add(key("a"), Scalar.of(1L), Scalar.of(0L));

    assertThatThrownBy(() -> get(session.commit(Commit.of(add))))
        .isInstanceOf(EngineException.Rejected.class);
    assertThatThrownBy(() -> get(session.range(KeyRange.single(key("a")), 99)))
        .isInstanceOf(EngineException.Rejected.class)
        .hasMessageContaining("99");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void manyRequestsAreUnderWayAtOnce(boolean remote) {
    EngineSession session = session(remote);
    List<CompletableFuture<CommitResult>> commits = new ArrayList<>();
    Operation add = new Operation.Add(key("n"), Scalar.of(1L), Scalar.of(0L));

    for (int i = 0; i < 5_000; i++) {
      commits.add(session.commit(Commit.of(add)));
    }

    long first = get(commits.get(0)).revision();
    for (int i = 0; i < commits.size(); i++) {
      assertThat(get(commits.get(i)).revision()).isEqualTo(first + i);
    }
    assertThat(Scalar.number(get(session.read(key("n"))).entry().value())).isEqualTo(5_000L);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aWatchDeliversAsManyCommitsAsItIsAllowed(boolean remote) {
    EngineSession session = session(remote);
    long before = put(session, "a", 0);
    for (int i = 1; i <= 300; i++) {
      put(session, "a", i);
    }
    Recorder recorder = new Recorder();
    Subscription watch = session.watch(all(before), 100, recorder);

    for (int i = 1; i <= 100; i++) {
      assertThat(recorder.event().revision()).isEqualTo(before + i);
    }
    get(session.ping());
    assertThat(recorder.isEmpty()).isTrue();
    watch.request(Long.MAX_VALUE);
    for (int i = 101; i <= 300; i++) {
      assertThat(recorder.event().revision()).isEqualTo(before + i);
    }
    long live = put(session, "b", 1);
    CommitEvent event = recorder.event();
    assertThat(event.revision()).isEqualTo(live);
    assertThat(event.origin()).isEqualTo(session.session());
    watch.cancel();
    put(session, "b", 2);
    get(session.ping());
    assertThat(recorder.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void manyWatchesOfOneSessionAllSeeEachCommitOnce(boolean remote) {
    EngineSession session = session(remote);
    List<Recorder> recorders = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Recorder recorder = new Recorder();
      recorders.add(recorder);
      session.watch(all(BEGIN), 1_000, recorder);
    }

    long first = put(engines.root, "a", 1);
    long second = put(engines.root, "a", 2);

    for (Recorder recorder : recorders) {
      assertThat(recorder.event().revision()).isEqualTo(first);
      assertThat(recorder.event().revision()).isEqualTo(second);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aWaitDeliversItsMatch(boolean remote) {
    EngineSession session = session(remote);
    Recorder once = new Recorder();
    Recorder always = new Recorder();
    session.await(atLeast("n", 5, 0, false), 1, once);
    session.await(atLeast("n", 5, 0, true), 10, always);
    get(session.ping());

    put(engines.root, "n", 4);
    long five = put(engines.root, "n", 5);
    long six = put(engines.root, "n", 6);

    Match match = once.match();
    assertThat(match.revision()).isEqualTo(five);
    assertThat(match.captured()).hasSize(1);
    assertThat(always.match().revision()).isEqualTo(five);
    assertThat(always.match().revision()).isEqualTo(six);
    assertThat(once.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void openWatchesAndWaitsAreShown(boolean remote) {
    EngineSession session = session(remote);
    ConditionSpec five = atLeast("n", 5, 0, false);
    session.watch(all(BEGIN), 1, new Recorder());
    session.await(
        new ConditionSpec(five.criterion(), 0, 0, false, false, List.of(), "n >= 5"),
        1,
        new Recorder());
    put(session, "n", 3);

    List<WaitInfo> waits = get(session.waits());

    assertThat(waits).hasSize(2).allMatch(wait -> wait.session() == session.session());
    assertThat(waits).anyMatch(wait -> wait.label().isEmpty() && wait.readings().isEmpty());
    assertThat(waits)
        .filteredOn(wait -> wait.label().equals("n >= 5"))
        .flatExtracting(WaitInfo::readings)
        .containsExactly(new WaitInfo.Reading(key("n"), 9, Scalar.of(3L)));
    assertThat(waits).allMatch(wait -> wait.sinceMillis() > 1_600_000_000_000L);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPingTellsWhoTheServerIs(boolean remote) {
    EngineSession session = session(remote);
    long revision = put(session, "a", 1);

    ServerInfo info = get(session.ping());

    assertThat(info.pid()).isEqualTo(ProcessHandle.current().pid());
    assertThat(info.revision()).isEqualTo(revision);
    assertThat(info.epoch()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLargeValueComesBackWhole(boolean remote) {
    EngineSession session = session(remote);
    byte[] large = new byte[10_000_000];
    new Random(42).nextBytes(large);

    put(session, "large", Bytes.wrap(large));

    assertThat(get(engines.child().read(key("large"))).entry().value())
        .isEqualTo(Bytes.wrap(large));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aWatchWithMuchBehindItAndLargeValuesCatchesUp(boolean remote) {
    EngineSession session = session(remote);
    for (int i = 0; i < 300; i++) {
      put(engines.root, "a" + i, Bytes.wrap(new byte[100_000]));
    }
    Recorder recorder = new Recorder();
    long start = CalmTime.nanos();
    session.watch(all(BEGIN), Long.MAX_VALUE, recorder);
    for (int i = 1; i <= 300; i++) {
      assertThat(recorder.event().revision()).isEqualTo(BEGIN + i);
    }
    assertThat(CalmTime.nanos() - start).isLessThan(5_000_000_000L);
  }

  @Test
  void aRequestOverTheLimitIsRejectedBeforeItIsSent() throws Exception {
    engines.close();
    engines =
        new Engines(wires(), ServerOptions.DEFAULTS.withMessages(100_000, 256L << 20, 1 << 16));
    EngineSession session = engines.child();

    assertThatThrownBy(() -> put(session, "a", Bytes.wrap(new byte[100_000])))
        .isInstanceOf(EngineException.Rejected.class)
        .hasMessageContaining("maxMessageBytes");
    put(session, "a", Bytes.wrap(new byte[90_000]));
    for (int i = 0; i < 6; i++) {
      put(session, "a" + i, Bytes.wrap(new byte[90_000]));
    }
    assertThatThrownBy(() -> get(session.range(new KeyRange(Bytes.EMPTY, null), 0)))
        .isInstanceOf(EngineException.Rejected.class)
        .hasMessageContaining("maxMessageBytes");
    assertThat(get(session.read(key("a0"))).entry()).isNotNull();
  }

  @Test
  void whatOneSessionWroteTheOthersRead() {
    EngineSession one = engines.child();
    EngineSession other = engines.child();
    for (int i = 0; i < 500; i++) {
      EngineSession writer = i % 3 == 0 ? one : i % 3 == 1 ? other : engines.root;
      long revision = put(writer, "a", i);
      for (EngineSession reader : List.of(one, other, engines.root)) {
        assertThat(get(reader.read(key("a"))).revision()).isGreaterThanOrEqualTo(revision);
        assertThat(get(reader.read(key("a"))).entry().value()).isEqualTo(Scalar.of((long) i));
      }
    }
  }

  @Test
  void whoHearsOfACommitReadsItInTheServersJvm() {
    Recorder recorder = new Recorder();
    EngineSession child = engines.child();
    child.watch(all(BEGIN), 10_000, recorder);
    for (int i = 0; i < 2_000; i++) {
      child.commit(Commit.of(new Operation.Put(key("a"), Scalar.of((long) i))));
    }
    for (int i = 0; i < 2_000; i++) {
      long heard = recorder.event().revision();
      assertThat(get(engines.root.read(key("a"))).revision()).isGreaterThanOrEqualTo(heard);
    }
  }

  /** Else a client that has been slow to read looks for the server until its lostTimeout. */
  @Test
  void everyClientHearsOfTheEndOfTheServer() throws Exception {
    ExecutorService tenAtATime = Executors.newFixedThreadPool(10);
    try {
      List<Callable<Void>> all = Collections.nCopies(100, this::hearsOfTheEndOfItsServer);
      for (Future<Void> each : tenAtATime.invokeAll(all)) {
        each.get();
      }
    } finally {
      tenAtATime.shutdownNow();
    }
  }

  private Void hearsOfTheEndOfItsServer() throws Exception {
    try (Engines own = new Engines(wires(), ServerOptions.DEFAULTS)) {
      EngineSession child = own.child();
      get(child.ping());

      own.server.close();

      assertThatThrownBy(() -> get(child.read(key("a"))))
          .isInstanceOf(EngineException.Closed.class)
          .hasMessageContaining("the state server was closed");
    }
    return null;
  }

  @Test
  void theEndOfTheServerEndsWhatIsPendingAndWhatComesAfter() {
    EngineSession child = engines.child();
    Recorder remote = new Recorder();
    Recorder local = new Recorder();
    child.await(atLeast("n", 1, 0, false), 1, remote);
    engines.root.await(atLeast("n", 1, 0, false), 1, local);
    get(child.ping());

    engines.server.close();

    assertThat(remote.next()).isInstanceOf(EngineException.Closed.class);
    assertThat(local.next()).isInstanceOf(EngineException.Closed.class);
    assertThatThrownBy(() -> put(child, "a", 1)).isInstanceOf(EngineException.Closed.class);
    assertThatThrownBy(() -> put(engines.root, "a", 1)).isInstanceOf(EngineException.Closed.class);
    assertThatThrownBy(() -> get(engines.root.read(key("a"))))
        .isInstanceOf(EngineException.Closed.class);
    Recorder late = new Recorder();
    child.watch(all(BEGIN), 1, late);
    assertThat(late.next()).isInstanceOf(EngineException.Closed.class);
  }

  /** Fails in the link's own thread, and what then is told of it does, too, at first. */
  @Test
  void whereTheEndOfALinkCannotBeToldToOneTheOthersAreToldAndThatOneLater() throws Exception {
    ChildSession born = get(engines.root.birth(BirthSpec.NOW));
    CountDownLatch faults = new CountDownLatch(3);
    Link link =
        Link.connect(
            LinkOptions.to(born),
            fault -> {
              faults.countDown();
              if (faults.getCount() > 0) {
                throw new OutOfMemoryError("of a test");
              }
            });
    try (EngineSession child = new EngineSession(link)) {
      child.listen(new Overflowing());
      Recorder watcher = new Recorder();
      child.watch(all(BEGIN), 1, watcher);
      List<KeyRange> range = List.of(KeyRange.single(key("a")));
      get(engines.root.takeTurn(range));
      CountDownLatch pending = new CountDownLatch(1);
      child.takeTurn(range).whenComplete((turn, failure) -> pending.countDown());
      get(child.ping());

      engines.root.tell(born.session(), (byte) 1, Bytes.EMPTY);

      assertThat(pending.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(watcher.next()).isInstanceOf(EngineException.Closed.class);
      assertThatThrownBy(() -> get(child.ping()))
          .isInstanceOf(EngineException.Closed.class)
          .hasMessageContaining("StackOverflowError");
      assertThat(faults.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Cannot take what its parent says. */
  private static final class Overflowing implements SessionListener {

    @Override
    public void fromChild(long child, byte kind, Bytes payload) {}

    @Override
    public void outcome(long child, Bytes payload) {}

    @Override
    public void fromParent(byte kind, Bytes payload) {
      throw new StackOverflowError("of a test");
    }
  }
}
