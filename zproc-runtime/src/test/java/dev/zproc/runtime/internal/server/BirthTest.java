package dev.zproc.runtime.internal.server;

import static dev.zproc.runtime.testing.Engines.BEGIN;
import static dev.zproc.runtime.testing.Engines.all;
import static dev.zproc.runtime.testing.Engines.atLeast;
import static dev.zproc.runtime.testing.Engines.get;
import static dev.zproc.runtime.testing.Engines.key;
import static dev.zproc.runtime.testing.Engines.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.internal.client.ChildSession;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.client.Link;
import dev.zproc.runtime.internal.client.LinkOptions;
import dev.zproc.runtime.internal.client.SessionListener;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.engine.Subscription;
import dev.zproc.runtime.internal.store.StoreLimits;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.internal.wire.Request;
import dev.zproc.runtime.testing.Engines;
import dev.zproc.runtime.testing.Recorder;
import dev.zproc.runtime.testing.Wires;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Sessions of children: what is kept for them before they are there, and what their parents learn.
 */
class BirthTest {

  private Engines engines;

  Wires wires() {
    return Wires.byDefault();
  }

  @BeforeEach
  void start() {
    engines =
        new Engines(
            wires(),
            ServerOptions.DEFAULTS.withLimits(StoreLimits.defaults().withHistory(20, 1 << 20)));
  }

  @AfterEach
  void stop() throws Exception {
    engines.close();
  }

  private static BirthSpec waitingFor(ConditionSpec condition) {
    return new BirthSpec("", condition, condition.skipOrigin() != 0);
  }

  @Test
  void aChildSeesEverythingSinceItsBirthThoughItComesLate() {
    put(engines.root, "n", 1);
    ChildSession birth = get(engines.root.birth(BirthSpec.NOW));
    // More than history keeps of itself.
    for (int i = 0; i < 100; i++) {
      put(engines.root, "n", i);
    }
    EngineSession child = engines.connect(birth);
    Recorder recorder = new Recorder();
    child.watch(all(child.birthRevision()), 1_000, recorder);

    assertThat(child.birthRevision()).isEqualTo(birth.revision()).isEqualTo(BEGIN + 1);
    for (int i = 0; i < 100; i++) {
      assertThat(recorder.event().revision()).isEqualTo(birth.revision() + 1 + i);
    }
  }

  @Test
  void historyIsKeptNoLongerThanUntilTheFirstRequest() {
    ChildSession birth = get(engines.root.birth(BirthSpec.NOW));
    EngineSession child = engines.connect(birth);
    get(child.read(key("n")));
    for (int i = 0; i < 100; i++) {
      put(engines.root, "n", i);
    }
    Recorder recorder = new Recorder();
    child.watch(all(birth.revision()), 1_000, recorder);

    assertThat(recorder.next()).isEqualTo(new Recorder.Gone(BEGIN + 80));
  }

  @Test
  void aMatchWaitsForTheChildWhateverHistoryDrops() {
    ChildSession birth = get(engines.root.birth(waitingFor(atLeast("n", 5, 0, false))));
    put(engines.root, "n", 4);
    long five = put(engines.root, "n", 5);
    put(engines.root, "n", 0);
    for (int i = 0; i < 100; i++) {
      put(engines.root, "other", Bytes.wrap(new byte[50_000]));
    }
    EngineSession child = engines.connect(birth);
    Recorder recorder = new Recorder();
    Subscription wait = child.birthMatches(recorder);
    get(child.ping());
    assertThat(recorder.isEmpty()).isTrue();
    wait.request(5);

    Match match = recorder.match();
    assertThat(match.revision()).isEqualTo(five);
    assertThat(match.captured().get(0).modRevision()).isEqualTo(five);
    put(engines.root, "n", 9);
    get(child.ping());
    assertThat(recorder.isEmpty()).isTrue();
  }

  @Test
  void aChildThatIsThereFirstGetsItsMatchWhenItComes() {
    ChildSession birth = get(engines.root.birth(waitingFor(atLeast("n", 5, 0, false))));
    EngineSession child = engines.connect(birth);
    Recorder recorder = new Recorder();
    child.birthMatches(recorder).request(1);
    assertThat(get(engines.root.waits()))
        .anyMatch(wait -> wait.session() == birth.session() && wait.id() == 0);

    long five = put(engines.root, "n", 5);

    assertThat(recorder.match().revision()).isEqualTo(five);
    assertThat(get(engines.root.waits())).isEmpty();
  }

  @Test
  void whoWaitsForTheMatchOfABirthIsToldThatThereWillBeNone() {
    EngineSession child =
        engines.connect(get(engines.root.birth(waitingFor(atLeast("n", 5, 0, false)))));
    Recorder recorder = new Recorder();
    child.birthMatches(recorder).request(1);
    engines.server.close();
    assertThat(recorder.next()).isInstanceOf(EngineException.class);
  }

  @Test
  void whoAsksForTheMatchOfABirthTooLateIsToldToo() {
    EngineSession child =
        engines.connect(get(engines.root.birth(waitingFor(atLeast("n", 5, 0, false)))));
    child.close();
    Recorder recorder = new Recorder();
    child.birthMatches(recorder).request(1);
    assertThat(recorder.next()).isInstanceOf(EngineException.class);
  }

  @Test
  void aRepeatedWaitDeliversEveryMatchInOrderAsTheChildAsks() {
    ChildSession birth = get(engines.root.birth(waitingFor(atLeast("n", 1, 0, true))));
    for (int i = 1; i <= 1_000; i++) {
      put(engines.root, "n", i);
    }
    EngineSession child = engines.connect(birth);
    Recorder recorder = new Recorder();
    Subscription wait = child.birthMatches(recorder);
    for (int i = 1; i <= 1_000; i++) {
      wait.request(1);
      assertThat(recorder.match().revision()).isEqualTo(birth.revision() + i);
    }
    wait.request(10);
    long next = put(engines.root, "n", 7);
    assertThat(recorder.match().revision()).isEqualTo(next);
    wait.cancel();
    get(child.ping());
    put(engines.root, "n", 8);
    get(child.ping());
    assertThat(recorder.isEmpty()).isTrue();
  }

  @Test
  void aRepeatedWaitThatFallsBehindIsToldAfterItsLastMatch() {
    ChildSession birth = get(engines.root.birth(waitingFor(atLeast("n", 1, 0, true))));
    byte[] large = new byte[10_000];
    for (int i = 1; i <= 300; i++) {
      put(engines.root, "n", i);
    }
    for (int i = 0; i < 300; i++) {
      put(engines.root, "other", Bytes.wrap(large));
    }
    EngineSession child = engines.connect(birth);
    Recorder recorder = new Recorder();
    child.birthMatches(recorder).request(1_000);
    for (int i = 1; i <= 256; i++) {
      assertThat(recorder.match().revision()).isEqualTo(birth.revision() + i);
    }
    assertThat(recorder.next()).isInstanceOf(Recorder.Gone.class);
  }

  @Test
  void aLiveWaitIsEvaluatedWhenTheChildAsks() {
    ConditionSpec live =
        new ConditionSpec(
            atLeast("n", 5, 0, true).criterion(),
            0,
            0,
            true,
            true,
            List.of(KeyRange.single(key("n"))));
    ChildSession birth = get(engines.root.birth(waitingFor(live)));
    put(engines.root, "n", 5);
    long six = put(engines.root, "n", 6);
    EngineSession child = engines.connect(birth);
    Recorder recorder = new Recorder();
    child.birthMatches(recorder).request(1);

    assertThat(recorder.match().revision()).isEqualTo(six);
  }

  @Test
  void whatTheChildDoesItselfIsNoChangeIfThatWasAsked() {
    ConditionSpec changed =
        new ConditionSpec(
            new Criterion.Changed(KeySelection.of(KeyRange.single(key("n")))),
            0,
            1,
            true,
            false,
            List.of());
    EngineSession child = engines.connect(get(engines.root.birth(waitingFor(changed))));
    Recorder recorder = new Recorder();
    child.birthMatches(recorder).request(10);

    put(child, "n", 1);
    long others = put(engines.root, "n", 2);

    assertThat(recorder.match().revision()).isEqualTo(others);
  }

  @Test
  void notesAndWordsArriveInBothDirections() {
    ChildSession birth = get(engines.root.birth(BirthSpec.NOW));
    EngineSession child = engines.connect(birth);
    // Both are told before there is anybody to listen.
    get(child.note((byte) 3, Bytes.utf8("ready")));
    get(engines.root.tell(birth.session(), (byte) 4, Bytes.utf8("stop")));
    Relatives parent = new Relatives();
    Relatives own = new Relatives();
    engines.root.listen(parent);
    child.listen(own);

    assertThat(parent.next()).isEqualTo(birth.session() + ": 3 ready");
    assertThat(own.next()).isEqualTo("parent: 4 stop");
  }

  @Test
  void whatIsSaidBeforeAnybodyListensToTheLinkIsKept() {
    ChildSession birth = get(engines.root.birth(BirthSpec.NOW));
    get(engines.root.tell(birth.session(), (byte) 4, Bytes.utf8("stop")));
    Link link = Link.connect(LinkOptions.to(birth));
    get(link.submit(new Request.Ping())); // What was kept comes before the answer.
    Relatives own = new Relatives();
    try (EngineSession child = new EngineSession(link)) {
      child.listen(own);
      assertThat(own.next()).isEqualTo("parent: 4 stop");
    }
  }

  @Test
  void anOutcomeIsPushedAndStaysUntilTheChildIsReleased() throws Exception {
    ChildSession birth = get(engines.root.birth(BirthSpec.NOW));
    EngineSession child = engines.connect(birth);
    Relatives parent = new Relatives();
    engines.root.listen(parent);
    assertThat(get(engines.root.takeOutcome(birth.session()))).isEmpty();

    get(child.outcome(Bytes.utf8("42")));
    child.close();

    assertThat(parent.next()).isEqualTo(birth.session() + " = 42");
    for (int i = 0; i < 2; i++) {
      assertThat(get(engines.root.takeOutcome(birth.session())))
          .isEqualTo(Optional.of(Bytes.utf8("42")));
    }
    get(engines.root.release(birth.session()));
    get(engines.root.release(birth.session()));
    assertThat(get(engines.root.takeOutcome(birth.session()))).isEmpty();
  }

  @Test
  void releaseEndsTheSessionAndThoseBelowIt() {
    ChildSession birth = get(engines.root.birth(BirthSpec.NOW));
    EngineSession child = engines.connect(birth);
    ChildSession grandBirth = get(child.birth(waitingFor(atLeast("n", 1, 0, false))));
    EngineSession grandchild = engines.connect(grandBirth);
    child.watch(all(BEGIN), 10, new Recorder());
    grandchild.watch(all(BEGIN), 10, new Recorder());
    get(child.ping());
    get(grandchild.ping());
    assertThat(get(engines.root.waits())).hasSize(3);

    get(engines.root.release(birth.session()));

    assertThat(get(engines.root.waits())).isEmpty();
    for (EngineSession each : List.of(child, grandchild)) {
      assertThatThrownBy(() -> get(each.ping()))
          .isInstanceOf(EngineException.Closed.class)
          .hasMessageContaining("ended by its parent");
    }
    for (ChildSession each : List.of(birth, grandBirth)) {
      assertThatThrownBy(() -> Link.connect(LinkOptions.to(each)))
          .isInstanceOf(EngineException.Closed.class)
          .hasMessageContaining("did not prove");
    }
    assertThatThrownBy(() -> get(engines.root.tell(birth.session(), (byte) 1, Bytes.EMPTY)))
        .isInstanceOf(EngineException.Rejected.class);
  }

  @Test
  void aSessionActsOnNobodyButItsDescendants() {
    EngineSession one = engines.child();
    EngineSession other = engines.child();
    ChildSession grandchild = get(one.birth(BirthSpec.NOW));

    for (long id : new long[] {1, one.session(), grandchild.session(), other.session()}) {
      assertThatThrownBy(() -> get(other.tell(id, (byte) 1, Bytes.EMPTY)))
          .isInstanceOf(EngineException.Rejected.class);
      assertThatThrownBy(() -> get(other.takeOutcome(id)))
          .isInstanceOf(EngineException.Rejected.class);
      assertThatThrownBy(() -> get(other.release(id))).isInstanceOf(EngineException.Rejected.class);
    }
    assertThatThrownBy(() -> get(engines.root.note((byte) 1, Bytes.EMPTY)))
        .isInstanceOf(EngineException.Rejected.class)
        .hasMessageContaining("no parent");
    get(engines.root.tell(grandchild.session(), (byte) 1, Bytes.EMPTY));
    get(one.release(grandchild.session()));
    get(one.ping());
  }

  @Test
  void aParentThatDoesNotReadIsToldNoMoreThanTheLimit() throws Exception {
    ChildSession birth = get(engines.root.birth(BirthSpec.NOW));
    for (int i = 0; i < KeptPushes.MAX_COUNT; i++) {
      engines.root.tell(birth.session(), (byte) 1, Bytes.EMPTY);
    }
    assertThatThrownBy(() -> get(engines.root.tell(birth.session(), (byte) 1, Bytes.EMPTY)))
        .isInstanceOf(EngineException.Rejected.class)
        .hasMessageContaining("unread");

    Relatives own = new Relatives();
    engines.connect(birth).listen(own);
    for (int i = 0; i < KeptPushes.MAX_COUNT; i++) {
      own.next();
    }
    get(engines.root.ping());
  }

  /** Keeps what children and parent say. */
  private static final class Relatives implements SessionListener {

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    @Override
    public void fromChild(long session, byte kind, Bytes payload) {
      told.add(session + ": " + kind + " " + payload.asUtf8());
    }

    @Override
    public void outcome(long session, Bytes payload) {
      told.add(session + " = " + payload.asUtf8());
    }

    @Override
    public void fromParent(byte kind, Bytes payload) {
      told.add("parent: " + kind + " " + payload.asUtf8());
    }

    String next() {
      try {
        String next = told.poll(20, TimeUnit.SECONDS);
        if (next == null) {
          throw new AssertionError("nothing was told within 20 s");
        }
        return next;
      } catch (InterruptedException asked) {
        throw new AssertionError(asked);
      }
    }
  }
}
