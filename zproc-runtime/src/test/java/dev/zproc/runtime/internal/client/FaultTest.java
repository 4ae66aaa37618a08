package dev.zproc.runtime.internal.client;

import static dev.zproc.runtime.testing.Engines.BEGIN;
import static dev.zproc.runtime.testing.Engines.all;
import static dev.zproc.runtime.testing.Engines.atLeast;
import static dev.zproc.runtime.testing.Engines.get;
import static dev.zproc.runtime.testing.Engines.key;
import static dev.zproc.runtime.testing.Engines.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.ReadResult;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.Subscription;
import dev.zproc.runtime.internal.engine.WatchSpec;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.internal.server.StateServer;
import dev.zproc.runtime.internal.store.StoreLimits;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.testing.Engines;
import dev.zproc.runtime.testing.FaultProxy;
import dev.zproc.runtime.testing.Ports;
import dev.zproc.runtime.testing.Recorder;
import dev.zproc.runtime.testing.Wires;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links whose connections are cut, held up and refused; those that mostly wait do so together. */
class FaultTest {

  /** After how long without an answer connections are cut all the same. */
  private static final long STARVED_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final boolean FULL = Boolean.getBoolean("zproc.full");

  private final long seed = Long.getLong("zproc.seed", System.nanoTime());

  private Engines engines;

  Wires wires() {
    return Wires.byDefault();
  }

  private FaultProxy proxy;

  @BeforeEach
  void start() {
    System.out.println("seed (-Dzproc.seed=…): " + seed);
    // Long enough for watches that are opened anew all the time.
    StoreLimits limits = StoreLimits.defaults().withHistory(1_000_000, 1L << 30);
    engines = new Engines(wires(), ServerOptions.DEFAULTS.withLimits(limits));
    proxy = new FaultProxy(engines.server.endpoint(), seed);
  }

  @AfterEach
  void stop() throws Exception {
    proxy.close();
    engines.close();
  }

  private LinkOptions throughProxy() {
    return LinkOptions.to(get(engines.root.birth(BirthSpec.NOW))).withEndpoint(proxy.endpoint());
  }

  @Test
  void everyCommitIsAppliedOnceWhateverIsCut() throws Exception {
    int clients = 3;
    int atLeast = FULL ? 50_000 : 5_000;
    List<EngineSession> sessions = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      sessions.add(engines.connect(throughProxy()));
    }
    Recorder local = new Recorder();
    engines.root.watch(all(BEGIN), Long.MAX_VALUE, local);
    List<Recorder> remote = new ArrayList<>();
    List<Recorder> waits = new ArrayList<>();
    for (EngineSession session : sessions) {
      Recorder wait = new Recorder();
      session.await(atLeast("shared", 1, 0, true), Long.MAX_VALUE, wait);
      waits.add(wait);
      get(session.ping());
      Recorder recorder = new Recorder();
      Subscription watch = session.watch(all(BEGIN), 100, recorder);
      remote.add(recorder);
      watch.request(Long.MAX_VALUE - 100);
    }
    // More than what a link sends at once after it has come back, or nothing would ever arrive.
    proxy.cutWithin(300_000);
    AtomicBoolean done = new AtomicBoolean();
    Thread cutter = cutter(done);

    List<CompletableFuture<CommitResult>> results = new ArrayList<>();
    int commits = 0;
    for (; commits < atLeast || proxy.accepted() <= clients + 5L; commits++) {
      for (int client = 0; client < clients; client++) {
        // Its own counter and a shared one: a repetition would show in both.
        results.add(sessions.get(client).commit(increment("own" + client)));
      }
      // More than may be unanswered, so that some wait to be sent while connections come and go.
      if (commits % 2_000 == 0) {
        get(results.get(results.size() - 1));
      }
    }
    for (CompletableFuture<CommitResult> result : results) {
      assertThat(result.get(60, TimeUnit.SECONDS).committed()).isTrue();
    }
    done.set(true);
    cutter.join();
    proxy.cutWithin(0);

    for (int client = 0; client < clients; client++) {
      assertThat(number(engines.root, "own" + client)).isEqualTo(commits);
    }
    assertThat(number(engines.root, "shared")).isEqualTo((long) commits * clients);
    long total = (long) commits * clients;
    for (long revision = BEGIN + 1; revision <= BEGIN + total; revision++) {
      CommitEvent event = local.event();
      assertThat(event.revision()).isEqualTo(revision);
      for (Recorder recorder : remote) {
        assertThat(recorder.event()).isEqualTo(event);
      }
      for (Recorder wait : waits) {
        assertThat(wait.match().revision()).isEqualTo(revision);
      }
    }
    System.out.println(
        proxy.accepted() + " connections for " + total + " commits of " + clients + " clients");
  }

  private Thread cutter(AtomicBoolean done) {
    Random random = new Random(seed);
    Thread thread =
        new Thread(
            () -> {
              long seen = -1;
              long since = System.nanoTime();
              while (!done.get()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(60)));
                // On a machine that is slow enough nobody would ever get in.
                long now = System.nanoTime();
                if (proxy.down() != seen || now - since > STARVED_NANOS) {
                  proxy.cutAll();
                  seen = proxy.down();
                  since = now;
                }
              }
            });
    thread.start();
    return thread;
  }

  private static Commit increment(String own) {
    return Commit.of(
        new Operation.Add(key(own), Scalar.of(1L), Scalar.of(0L)),
        new Operation.Add(key("shared"), Scalar.of(1L), Scalar.of(0L)));
  }

  private static long number(EngineSession session, String key) {
    return (long) Scalar.number(get(session.read(key(key))).entry().value());
  }

  @Test
  void aLargeCommitSurvivesBeingCutInTheMiddle() {
    EngineSession session = engines.connect(throughProxy());
    byte[] large = new byte[3_000_000];
    new Random(seed).nextBytes(large);
    // The value goes there and, as the entry that the commit left, back.
    proxy.cutWithin(10_000_000);
    proxy.cutAll();

    for (int i = 0; i < 5; i++) {
      long before = get(engines.root.ping()).revision();
      assertThat(put(session, "large" + i, Bytes.wrap(large))).isEqualTo(before + 1);
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aWatchThatWasIdleForLongIsNotLeftBehindByHistory() throws Exception {
    engines.close();
    engines =
        new Engines(
            wires(),
            ServerOptions.DEFAULTS.withLimits(StoreLimits.defaults().withHistory(10, 1_000_000)));
    proxy.close();
    proxy = new FaultProxy(engines.server.endpoint(), seed);
    EngineSession session = engines.connect(throughProxy());
    Recorder recorder = new Recorder();
    session.watch(
        new WatchSpec(KeySelection.of(KeyRange.single(key("rare"))), BEGIN, 0, false, 0),
        10,
        recorder);
    get(session.ping());
    for (int i = 0; i < 100; i++) {
      put(engines.root, "often", i);
    }
    // The server says once in a while how far watches have got, and nothing else to this session.
    long before = proxy.down();
    Awaitility.await()
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              put(engines.root, "often", 0);
              return proxy.down() > before;
            });
    get(session.ping()); // by whose answer the session has taken it: a cut may lose bytes

    proxy.cutAll();
    long rare = put(engines.root, "rare", 1);

    assertThat(recorder.event().revision()).isEqualTo(rare);
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aRepeatedWaitIsNotToldAgainThatItHoldsWhenItsConnectionWasCut() {
    EngineSession session = engines.connect(throughProxy());
    Recorder recorder = new Recorder();
    session.await(atLeast("n", 1, BEGIN, true), 10, recorder);
    long first = put(engines.root, "n", 1);
    assertThat(recorder.match().revision()).isEqualTo(first);
    // The server says twice how far it has told everything: surely beyond the match, then.
    for (int i = 0; i < 2; i++) {
      long before = proxy.down();
      Awaitility.await()
          .pollInterval(Duration.ofMillis(100))
          .until(
              () -> {
                put(engines.root, "other", 0);
                return proxy.down() > before;
              });
    }
    get(session.ping());

    proxy.cutAll();
    get(session.ping());
    long second = put(engines.root, "n", 2);

    assertThat(recorder.match().revision()).isEqualTo(second);
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aClientThatDoesNotReadIsCutOffAndComesBack() throws Exception {
    proxy.close();
    engines.close();
    engines = new Engines(wires(), ServerOptions.DEFAULTS.withMessages(1 << 20, 4 << 20, 1 << 16));
    EngineSession child = engines.child();
    proxy = new FaultProxy(engines.server.endpoint(), seed);
    EngineSession slow =
        engines.connect(
            LinkOptions.to(get(engines.root.birth(BirthSpec.NOW))).withEndpoint(proxy.endpoint()));
    byte[] large = new byte[500_000];
    put(slow, "large", Bytes.wrap(large));
    proxy.holdDown();
    List<CompletableFuture<ReadResult>> reads = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      reads.add(slow.read(key("large")));
    }
    // 50 MB are asked for; some fit into the sockets' and JeroMQ's queues, some into ours.
    long cut = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (proxy.accepted() < 2 && System.nanoTime() < cut) {
      get(child.ping());
    }
    assertThat(proxy.accepted()).isGreaterThan(1);
    proxy.release();
    for (CompletableFuture<ReadResult> read : reads) {
      assertThat(get(read).entry().value().size()).isEqualTo(500_000);
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aServerThatIsAwayForLongIsGone() {
    EngineSession session = engines.connect(throughProxy().withLostTimeout(Duration.ofMillis(700)));
    put(session, "a", 1);
    Recorder recorder = new Recorder();
    session.watch(all(BEGIN), 0, recorder);
    proxy.refuse(true);
    proxy.cutAll();
    CompletableFuture<ReadResult> pending = session.read(key("a"));

    assertThatThrownBy(() -> get(pending))
        .isInstanceOf(EngineException.Closed.class)
        .hasMessageContaining("lostTimeout");
    assertThat(recorder.next()).isInstanceOf(EngineException.Closed.class);
    assertThatThrownBy(() -> put(session, "a", 2)).isInstanceOf(EngineException.Closed.class);
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aCommitWhoseAnswerCannotBeHadAnyMoreIsUnknown() {
    EngineSession session = engines.connect(throughProxy().withLostTimeout(Duration.ofMillis(700)));
    put(session, "a", 1);
    proxy.hold();
    CompletableFuture<CommitResult> pending = session.commit(increment("n"));
    CompletableFuture<ReadResult> read = session.read(key("a"));
    // In the proxy's hands, so it was sent; then the way back is gone for good.
    Awaitility.await().until(() -> proxy.holding() > 0);
    proxy.refuse(true);
    proxy.cutAll();
    proxy.release();

    assertThatThrownBy(() -> get(pending)).isInstanceOf(EngineException.OutcomeUnknown.class);
    assertThatThrownBy(() -> get(read)).isInstanceOf(EngineException.Closed.class);
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aServerThatIsPausedIsWaitedFor() {
    EngineSession session = engines.connect(throughProxy().withLostTimeout(Duration.ofMillis(500)));
    put(session, "a", 1);
    proxy.hold();
    CompletableFuture<ReadResult> pending = session.read(key("a"));

    // Long enough for a ping and for a second connection, which are held up too.
    assertThat(pending)
        .satisfies(
            future ->
                assertThatThrownBy(() -> future.get(FULL ? 30 : 10, TimeUnit.SECONDS))
                    .isInstanceOf(TimeoutException.class));
    proxy.release();

    assertThat(get(pending).entry()).isNotNull();
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aServerThatEndsTheConnectionAndIsPausedThenIsWaitedFor() {
    assumeTrue(wires() == Wires.UNIX, "JeroMQ tells of a connection when the server has greeted");
    EngineSession session = engines.connect(throughProxy().withLostTimeout(Duration.ofMillis(500)));
    put(session, "a", 1);
    proxy.hold();
    CompletableFuture<ReadResult> pending = session.read(key("a"));
    proxy.cutAll();

    // Each is tried for half a second at least.
    long before = proxy.accepted();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> proxy.accepted() >= before + 3 || pending.isDone());
    proxy.release();

    assertThat(get(pending).entry()).isNotNull();
  }

  /** Longer under way than a sign of life may take. */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aLargeResultArrivesOverASlowLineByOneConnection() {
    ChildSession birth = get(engines.root.birth(BirthSpec.NOW));
    EngineSession child = engines.connect(LinkOptions.to(birth).withEndpoint(proxy.endpoint()));
    Bytes large = Bytes.wrap(new byte[9_500_000]);
    proxy.slowUp(1_000_000);

    get(child.outcome(large));

    assertThat(get(engines.root.takeOutcome(birth.session()))).contains(large);
    assertThat(proxy.accepted()).isEqualTo(1);
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void silenceIsTheEndIfThatIsAskedFor() {
    EngineSession session =
        engines.connect(throughProxy().withSilenceTimeout(Duration.ofSeconds(1)));
    proxy.hold();

    assertThatThrownBy(() -> get(session.read(key("a"))))
        .isInstanceOf(EngineException.Closed.class)
        .hasMessageContaining("silenceTimeout");
  }

  @Test
  void nobodyThereIsToldWithinTheTimeout() {
    LinkOptions options =
        throughProxy().withEndpoint(deserted()).withConnectTimeout(Duration.ofMillis(500));

    assertThatThrownBy(() -> Link.connect(options))
        .isInstanceOf(EngineException.Closed.class)
        .hasMessageContaining("nobody listens there")
        .hasMessageContaining("connectTimeout");
  }

  /** Where nobody listens, and where no other test's server will before this one has looked. */
  private String deserted() {
    if (wires() == Wires.ZEROMQ) {
      return "tcp://127.0.0.1:" + Ports.free();
    }
    StateServer other = StateServer.start(wires().over(ServerOptions.DEFAULTS));
    other.close();
    return other.endpoint();
  }

  /** A listener that says nothing, one that closes at once, and one that speaks HTTP. */
  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @ValueSource(strings = {"silence", "", "HTTP/1.1 400 Bad Request\r\n\r\n"})
  void whoDoesNotSpeakOurProtocolIsNoServer(String says) throws Exception {
    try (ServerSocketChannel other = listener()) {
      List<SocketChannel> accepted = new CopyOnWriteArrayList<>();
      Thread speaker =
          new Thread(
              () -> {
                while (other.isOpen()) {
                  try {
                    SocketChannel socket = other.accept();
                    accepted.add(socket);
                    if (!says.equals("silence")) {
                      socket.write(ByteBuffer.wrap(says.getBytes(StandardCharsets.US_ASCII)));
                      socket.close();
                    }
                  } catch (IOException ended) {
                    // The test is over, or the client has gone.
                  }
                }
              });
      speaker.start();
      LinkOptions options =
          throughProxy()
              .withEndpoint(FaultProxy.endpoint(other))
              .withConnectTimeout(Duration.ofSeconds(2));

      assertThatThrownBy(() -> Link.connect(options))
          .isInstanceOf(EngineException.Closed.class)
          .hasMessageContaining("connectTimeout");
      assertThat(accepted).isNotEmpty().hasSizeLessThan(100);
      for (SocketChannel socket : accepted) {
        socket.close();
      }
    }
  }

  private ServerSocketChannel listener() throws IOException {
    return FaultProxy.listener(FaultProxy.address(engines.server.endpoint()));
  }

  @Test
  void wordsBetweenParentAndChildSurviveCuts() throws Exception {
    ChildSession birth = get(engines.root.birth(BirthSpec.NOW));
    EngineSession child = engines.connect(LinkOptions.to(birth).withEndpoint(proxy.endpoint()));
    int count = FULL ? 20_000 : 2_000;
    List<Integer> fromChild = new ArrayList<>();
    List<Integer> fromParent = new ArrayList<>();
    CountDownLatch all = new CountDownLatch(2 * count);
    engines.root.listen(new Ears(fromChild, all));
    child.listen(new Ears(fromParent, all));
    AtomicBoolean done = new AtomicBoolean();
    Thread cutter = cutter(done);

    List<CompletableFuture<Void>> said = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      said.add(child.note((byte) 1, Bytes.utf8(Integer.toString(i))));
      said.add(engines.root.tell(birth.session(), (byte) 2, Bytes.utf8(Integer.toString(i))));
      if (i % 20 == 0) {
        get(said.get(said.size() - 2));
      }
    }
    for (CompletableFuture<Void> each : said) {
      get(each);
    }
    assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
    done.set(true);
    cutter.join();

    for (int i = 0; i < count; i++) {
      assertThat(fromChild.get(i)).isEqualTo(i);
      assertThat(fromParent.get(i)).isEqualTo(i);
    }
    get(child.ping());
    assertThat(fromChild).hasSize(count);
    assertThat(fromParent).hasSize(count);
  }

  private record Ears(List<Integer> heard, CountDownLatch left) implements SessionListener {

    @Override
    public void fromChild(long session, byte kind, Bytes payload) {
      add(payload);
    }

    @Override
    public void outcome(long session, Bytes payload) {
      add(payload);
    }

    @Override
    public void fromParent(byte kind, Bytes payload) {
      add(payload);
    }

    private void add(Bytes payload) {
      heard.add(Integer.valueOf(payload.asUtf8()));
      left.countDown();
    }
  }
}
