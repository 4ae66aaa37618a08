package dev.zproc.runtime.internal.server;

import static dev.zproc.runtime.testing.Engines.all;
import static dev.zproc.runtime.testing.Engines.get;
import static dev.zproc.runtime.testing.Engines.key;
import static dev.zproc.runtime.testing.Engines.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.internal.boot.NoteKind;
import dev.zproc.runtime.internal.client.ChildSession;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.client.Link;
import dev.zproc.runtime.internal.client.LinkOptions;
import dev.zproc.runtime.internal.client.SessionListener;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.WatchListener;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.internal.wire.Role;
import dev.zproc.runtime.internal.wire.Secret;
import dev.zproc.runtime.internal.wire.ToolWord;
import dev.zproc.runtime.testing.Engines;
import dev.zproc.runtime.testing.FaultProxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What each role may do, and what becomes of the sessions of guests. */
class AccessTest {

  private final Map<Role, Secret> secrets =
      Map.of(
          Role.READER, Secret.random(),
          Role.OPERATOR, Secret.random(),
          Role.CLIENT, Secret.random());

  private Engines engines =
      new Engines(ServerOptions.DEFAULTS.withAccess(Access.NONE.withSecrets(secrets)));

  @AfterEach
  void stop() {
    engines.close();
  }

  private LinkOptions as(Role role) {
    return LinkOptions.to(engines.server.endpoint(), role, secrets.get(role));
  }

  private void restart(Access access, int maxSessions) {
    engines.close();
    engines =
        new Engines(
            ServerOptions.DEFAULTS
                .withMaxSessions(maxSessions)
                .withAccess(access.withSecrets(secrets)));
  }

  @Test
  void aReaderReadsWatchesAndIsToldWhatItMayNot() throws Exception {
    put(engines.root, "oven", 7);
    EngineSession reader = engines.connect(as(Role.READER));
    BlockingQueue<CommitEvent> seen = new LinkedBlockingQueue<>();

    assertThat(get(reader.read(key("oven"))).entry()).isNotNull();
    assertThat(get(reader.waits())).isEmpty();
    reader.watch(
        all(1),
        10,
        new WatchListener() {
          @Override
          public void onEvent(CommitEvent event) {
            seen.add(event);
          }

          @Override
          public void onGone(long oldest) {}

          @Override
          public void onClosed(Throwable cause) {}
        });
    assertThat(seen.poll(20, TimeUnit.SECONDS)).isNotNull();

    assertThatThrownBy(() -> put(reader, "oven", 8))
        .isInstanceOf(EngineException.Denied.class)
        .hasMessageContaining("writing is not for a session of the role reader")
        .hasMessageContaining("control()");
    for (CompletableFuture<?> refused :
        List.of(
            reader.takeTurn(List.of()),
            reader.birth(BirthSpec.NOW),
            reader.note((byte) 1, Bytes.EMPTY),
            reader.outcome(Bytes.EMPTY),
            reader.tell(1, (byte) 1, Bytes.EMPTY),
            reader.release(1),
            reader.resume(1, false, 0),
            reader.takeOutcome(1))) {
      assertThatThrownBy(() -> get(refused)).isInstanceOf(EngineException.Denied.class);
    }
    assertThat(get(engines.root.read(key("oven"))).entry().value())
        .isEqualTo(get(reader.read(key("oven"))).entry().value());
  }

  @Test
  void toolsAndTheRootSayWordsToEachOtherAndNobodyElseDoes() throws Exception {
    EngineSession reader = engines.connect(as(Role.READER));
    EngineSession operator = engines.connect(as(Role.OPERATOR));
    EngineSession client = engines.connect(as(Role.CLIENT));
    EngineSession child = engines.connect(get(engines.root.birth(BirthSpec.NOW)));
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    engines.root.listen(new Words("root", heard));
    reader.listen(new Words("reader", heard));
    operator.listen(new Words("operator", heard));

    get(reader.note(ToolWord.FOLLOW, Bytes.utf8("a")));
    assertThat(heard.poll(20, TimeUnit.SECONDS))
        .isEqualTo("root: " + ToolWord.FOLLOW + " a of " + reader.session());
    get(operator.note(ToolWord.SIGNAL, Bytes.utf8("b")));
    assertThat(heard.poll(20, TimeUnit.SECONDS))
        .isEqualTo("root: " + ToolWord.SIGNAL + " b of " + operator.session());
    get(engines.root.tell(reader.session(), ToolWord.HAPPENED, Bytes.utf8("c")));
    assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("reader: " + ToolWord.HAPPENED + " c");

    get(reader.note(ToolWord.ASK_VALUES, Bytes.utf8("d")));
    assertThat(heard.poll(20, TimeUnit.SECONDS))
        .isEqualTo("root: " + ToolWord.ASK_VALUES + " d of " + reader.session());

    for (byte kind :
        new byte[] {
          NoteKind.STOP_ROOT, ToolWord.SIGNAL, ToolWord.SIGNALLED, ToolWord.TELL_VALUES
        }) {
      assertDenied(reader.note(kind, Bytes.EMPTY));
    }
    assertDenied(operator.note(NoteKind.STOP_ROOT, Bytes.EMPTY));
    assertDenied(client.note(ToolWord.FOLLOW, Bytes.EMPTY));
    assertThatThrownBy(() -> get(child.note(ToolWord.SIGNAL, Bytes.EMPTY)))
        .isInstanceOf(EngineException.Rejected.class)
        .hasMessageContaining("is for tools");
    for (EngineSession each : List.of(operator, client, child)) {
      assertThatThrownBy(() -> get(each.tell(reader.session(), ToolWord.HAPPENED, Bytes.EMPTY)))
          .isInstanceOf(EngineException.Rejected.class);
    }
    get(engines.root.ping());
    assertThat(heard).isEmpty();
  }

  private static void assertDenied(CompletableFuture<Void> note) {
    assertThatThrownBy(() -> get(note)).isInstanceOf(EngineException.Denied.class);
  }

  private record Words(String name, BlockingQueue<String> heard) implements SessionListener {

    @Override
    public void fromChild(long session, byte kind, Bytes payload) {
      heard.add(name + ": " + kind + " " + payload.asUtf8() + " of " + session);
    }

    @Override
    public void outcome(long session, Bytes payload) {
      heard.add(name + ": outcome");
    }

    @Override
    public void fromParent(byte kind, Bytes payload) {
      heard.add(name + ": " + kind + " " + payload.asUtf8());
    }
  }

  @Test
  void onlyProgramsAskTheHostOfABackgroundContext() throws Exception {
    EngineSession child = engines.connect(get(engines.root.birth(BirthSpec.NOW)));
    Operation ask = new Operation.Put(Keys.backgroundAsk("1-1"), Bytes.EMPTY);

    for (EngineSession each : List.of(child, engines.connect(as(Role.OPERATOR)))) {
      for (Operation foreign : List.of(ask, new Operation.DeleteRange(Keys.background()))) {
        assertThatThrownBy(() -> get(each.commit(Commit.of(foreign))))
            .isInstanceOf(EngineException.Denied.class)
            .hasMessageContaining("is for programs that have opened or connected the context");
      }
    }
    for (EngineSession each : List.of(engines.root, engines.connect(as(Role.CLIENT)))) {
      get(each.commit(Commit.of(ask)));
    }
  }

  @Test
  void whatTheServerKeepsOfSessionsNobodyElseWrites() throws Exception {
    EngineSession child = engines.connect(get(engines.root.birth(BirthSpec.NOW)));
    Bytes outcome = Keys.outcomeOfSession(1);

    for (EngineSession each : List.of(engines.root, child, engines.connect(as(Role.OPERATOR)))) {
      for (Operation foreign :
          List.of(
              new Operation.Put(outcome, Bytes.EMPTY),
              new Operation.Delete(Keys.session(1)),
              new Operation.DeleteRange(KeyRange.prefix(Bytes.EMPTY)),
              new Operation.DeleteRange(Keys.allOfSession(1)))) {
        assertThatThrownBy(() -> get(each.commit(Commit.of(foreign))))
            .isInstanceOf(EngineException.Denied.class)
            .hasMessageContaining("the server's own");
      }
      get(each.commit(Commit.of(new Operation.DeleteRange(Keys.namespace("zproc.session")))));
      get(each.commit(Commit.of(new Operation.DeleteRange(Keys.namespace("zproc.sessionss")))));
    }
  }

  @Test
  void anOperatorWritesAndSpeaksToChildrenButHasNone() throws Exception {
    ChildSession birth = get(engines.root.birth(BirthSpec.NOW));
    EngineSession child = engines.connect(birth);
    BlockingQueue<Byte> heard = new LinkedBlockingQueue<>();
    child.listen(
        new SessionListener() {
          @Override
          public void fromChild(long session, byte kind, Bytes payload) {}

          @Override
          public void outcome(long session, Bytes payload) {}

          @Override
          public void fromParent(byte kind, Bytes payload) {
            heard.add(kind);
          }
        });
    EngineSession operator = engines.connect(as(Role.OPERATOR));

    put(operator, "oven", 8);
    get(operator.tell(birth.session(), (byte) 1, Bytes.EMPTY));

    assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo((byte) 1);
    assertThatThrownBy(() -> get(operator.tell(1, (byte) 1, Bytes.EMPTY)))
        .isInstanceOf(EngineException.Rejected.class);
    assertThatThrownBy(() -> get(operator.birth(BirthSpec.NOW)))
        .isInstanceOf(EngineException.Denied.class)
        .hasMessageContaining("only programs have children");
    assertThatThrownBy(() -> get(operator.release(birth.session())))
        .isInstanceOf(EngineException.Denied.class);
  }

  @Test
  void aClientHasChildrenOfItsOwnAndNoPowerOverOthers() {
    ChildSession foreign = get(engines.root.birth(BirthSpec.NOW));
    EngineSession client = engines.connect(as(Role.CLIENT));
    ChildSession birth = get(client.birth(BirthSpec.NOW));
    EngineSession child = engines.connect(birth);

    put(child, "oven", 9);
    get(child.outcome(Bytes.utf8("done")));

    assertThat(get(client.takeOutcome(birth.session()))).contains(Bytes.utf8("done"));
    assertThatThrownBy(() -> get(client.release(foreign.session())))
        .isInstanceOf(EngineException.Rejected.class);
    assertThatThrownBy(() -> get(client.outcome(Bytes.EMPTY)))
        .isInstanceOf(EngineException.Denied.class);
  }

  @Test
  void eachGuestIsASessionOfItsOwnWithItsOwnSecrets() {
    EngineSession one = engines.connect(as(Role.CLIENT));
    EngineSession other = engines.connect(as(Role.CLIENT));

    assertThat(one.session()).isGreaterThan(1).isNotEqualTo(other.session());
    get(one.ping());
    get(other.ping());
    ChildSession birth = get(one.birth(BirthSpec.NOW));
    assertThat(birth.secret()).isNotEqualTo(secrets.get(Role.CLIENT).child(birth.session()));
  }

  @Test
  void aWrongSecretLearnsNothingAndIsToldSo() {
    for (Role role : secrets.keySet()) {
      assertThatThrownBy(
              () -> Link.connect(LinkOptions.to(engines.server.endpoint(), role, Secret.random())))
          .isInstanceOf(EngineException.Denied.class)
          .hasMessageContaining("these credentials do not know each other");
    }
    Engines closed = new Engines();
    try {
      assertThatThrownBy(
              () ->
                  Link.connect(
                      LinkOptions.to(
                          closed.server.endpoint(), Role.READER, secrets.get(Role.READER))))
          .isInstanceOf(EngineException.Denied.class);
    } finally {
      closed.close();
    }
  }

  @Test
  void aGuestWhoseConnectionIsLostGoesOnAsTheSameSession() throws Exception {
    try (FaultProxy proxy = new FaultProxy(engines.server.endpoint(), 1)) {
      EngineSession client = engines.connect(as(Role.CLIENT).withEndpoint(proxy.endpoint()));
      long session = client.session();
      ChildSession birth = get(client.birth(BirthSpec.NOW));

      proxy.cutAll();

      put(client, "oven", 1);
      assertThat(client.session()).isEqualTo(session);
      get(client.release(birth.session()));
    }
  }

  @Test
  void aGuestOfAServerThatWasStartedAnewIsNotTakenForAnother() throws Exception {
    Engines anew = new Engines(ServerOptions.DEFAULTS.withAccess(Access.NONE.withSecrets(secrets)));
    try (FaultProxy proxy = new FaultProxy(engines.server.endpoint(), 1)) {
      EngineSession old = engines.connect(as(Role.CLIENT).withEndpoint(proxy.endpoint()));
      EngineSession other =
          anew.connect(
              LinkOptions.to(anew.server.endpoint(), Role.CLIENT, secrets.get(Role.CLIENT)));
      assertThat(other.session()).isEqualTo(old.session());

      proxy.lead(anew.server.endpoint());
      proxy.cutAll();

      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> get(old.ping()))
                      .isInstanceOf(EngineException.Closed.class)
                      .hasMessageContaining("did not prove"));
      get(other.ping());
    } finally {
      anew.close();
    }
  }

  @Test
  void theLeaseOfAGuestThatIsGoneEndsItAndItsChildren() {
    restart(Access.NONE.withLease(Duration.ofMillis(300)), 100);
    EngineSession client = engines.connect(as(Role.CLIENT));
    EngineSession child = engines.connect(get(client.birth(BirthSpec.NOW)));
    CompletableFuture<?> held = client.takeTurn(List.of());
    get(held);
    get(child.ping());

    client.close();

    Awaitility.await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> get(child.ping()))
                    .isInstanceOf(EngineException.Closed.class)
                    .hasMessageContaining("was ended"));
  }

  @Test
  void aGuestThatLeavesIsGoneAtOnce() {
    EngineSession client = engines.connect(as(Role.CLIENT));
    EngineSession child = engines.connect(get(client.birth(BirthSpec.NOW)));

    CompletableFuture<Void> left = client.release(client.session());

    Awaitility.await().until(left::isDone);
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> get(child.ping()))
                    .isInstanceOf(EngineException.Closed.class));
  }

  @Test
  void whereThereIsNoRoomAGuestIsToldSo() {
    restart(Access.NONE, 2);
    engines.connect(as(Role.CLIENT));
    EngineSession late = engines.connect(as(Role.READER));

    Awaitility.await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> get(late.ping()))
                    .isInstanceOf(EngineException.Closed.class)
                    .hasMessageContaining("maxSessions"));
  }

  @Test
  void theSecretOfAChildThatWasReapedIsGoodForNothing() {
    ChildSession birth = get(engines.root.birth(BirthSpec.NOW));
    engines.connect(birth);

    get(engines.root.release(birth.session()));

    assertThatThrownBy(() -> Link.connect(LinkOptions.to(birth)))
        .isInstanceOf(EngineException.Closed.class)
        .hasMessageContaining("the session has ended");
  }

  @Test
  void noSecretStandsInTheTextOfOptions() {
    assertThat(ServerOptions.DEFAULTS.withAccess(Access.NONE.withSecrets(secrets)).toString())
        .contains("READER=***");
    assertThat(as(Role.CLIENT).toString()).contains("***");
  }
}
