package dev.zproc.runtime.internal.server;

import static dev.zproc.runtime.testing.Engines.BEGIN;
import static dev.zproc.runtime.testing.Engines.get;
import static dev.zproc.runtime.testing.Engines.key;
import static dev.zproc.runtime.testing.Engines.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.internal.client.ChildSession;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.client.Link;
import dev.zproc.runtime.internal.client.LinkOptions;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.WireWriter;
import dev.zproc.runtime.internal.transport.ClientSocket;
import dev.zproc.runtime.internal.transport.ServerSocket;
import dev.zproc.runtime.internal.transport.Sockets;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.internal.wire.Envelope;
import dev.zproc.runtime.internal.wire.FrameCutter;
import dev.zproc.runtime.internal.wire.Greeting;
import dev.zproc.runtime.internal.wire.GreetingCodec;
import dev.zproc.runtime.internal.wire.Handshake;
import dev.zproc.runtime.internal.wire.Request;
import dev.zproc.runtime.internal.wire.RequestCodec;
import dev.zproc.runtime.internal.wire.Secret;
import dev.zproc.runtime.testing.CalmTime;
import dev.zproc.runtime.testing.Engines;
import dev.zproc.runtime.testing.FaultProxy;
import dev.zproc.runtime.testing.Wires;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gets in, and what the others learn. */
class GreetingTest {

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

  /** A client that heeds no rule. */
  private static final class Raw implements AutoCloseable {

    private final ClientSocket socket;
    private boolean disconnected;

    Raw(String endpoint) {
      socket = Sockets.connect("raw", endpoint, FrameCutter.MAX_FRAME_BYTES);
    }

    void send(byte[] frame) {
      while (!socket.send(frame) && !disconnected) {
        look();
        socket.await(20);
      }
    }

    byte[] receive() {
      byte[] frame = receive(10_000);
      if (frame == null) {
        throw new AssertionError("no frame within 10 s");
      }
      return frame;
    }

    private byte[] receive(long millis) {
      long end = CalmTime.nanos() + millis * 1_000_000;
      byte[] frame = socket.receive();
      while (frame == null && CalmTime.nanos() < end) {
        socket.await(100);
        frame = socket.receive();
      }
      return frame;
    }

    private void look() {
      disconnected |= socket.event() == ClientSocket.Event.DISCONNECTED;
    }

    boolean isDisconnected() {
      socket.receive();
      look();
      return disconnected;
    }

    Greeting ask(Greeting greeting) {
      send(GreetingCodec.encode(greeting));
      return GreetingCodec.decode(receive());
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  @Test
  void aWrongSecretIsToldSo() {
    ChildSession birth = get(engines.root.birth(BirthSpec.NOW));

    assertThatThrownBy(
            () -> Link.connect(LinkOptions.to(birth.endpoint(), birth.session(), Secret.random())))
        .isInstanceOf(EngineException.Closed.class)
        .hasMessageContaining("session " + birth.session())
        .hasMessageContaining("secret is wrong");
    get(engines.connect(birth).ping());
  }

  @Test
  void anUnknownSessionLooksLikeAWrongSecret() {
    ChildSession birth = get(engines.root.birth(BirthSpec.NOW));
    List<String> seen = new ArrayList<>();
    for (long session : new long[] {birth.session(), 999, 1, 0, -1}) {
      try (Raw raw = new Raw(engines.server.endpoint())) {
        byte[] nonce = Greeting.nonce();
        Greeting.Challenge challenge =
            (Greeting.Challenge) raw.ask(new Greeting.Hello(session, nonce));
        assertThat(challenge.clientNonce()).isEqualTo(nonce);
        Secret guess = Secret.random();
        Handshake keys = new Handshake(guess, session, nonce, challenge.nonce());
        assertThat(challenge.proof()).isNotEqualTo(keys.serverProof());
        Greeting answer = raw.ask(new Greeting.Proof(keys.clientProof(1, 0), 1, 0));
        seen.add(answer + " " + challenge.proof().length);
      }
    }

    assertThat(seen).containsOnly("Refused[] 32");
  }

  @Test
  void aProofIsGoodForOneConnectionOnly() {
    ChildSession birth = get(engines.root.birth(BirthSpec.NOW));
    byte[] nonce = Greeting.nonce();
    Greeting.Proof proof;
    try (Raw raw = new Raw(engines.server.endpoint())) {
      Greeting.Challenge challenge =
          (Greeting.Challenge) raw.ask(new Greeting.Hello(birth.session(), nonce));
      Handshake keys = new Handshake(birth.secret(), birth.session(), nonce, challenge.nonce());
      assertThat(challenge.proof()).isEqualTo(keys.serverProof());
      proof = new Greeting.Proof(keys.clientProof(1, 0), 1, 0);
      // Let in: what comes is no greeting.
      assertThat(raw.ask(proof)).isNull();
    }
    try (Raw raw = new Raw(engines.server.endpoint())) {
      raw.ask(new Greeting.Hello(birth.session(), nonce));
      assertThat(raw.ask(proof)).isEqualTo(new Greeting.Refused());
      assertThat(raw.ask(proof)).isEqualTo(new Greeting.Unknown());
    }
  }

  @Test
  void framesWithoutTheTokenDoNothing() {
    long revision = put(engines.root, "a", 1);
    ChildSession birth = get(engines.root.birth(BirthSpec.NOW));
    try (Raw raw = new Raw(engines.server.endpoint())) {
      raw.send(new byte[30]);
      assertThat(GreetingCodec.decode(raw.receive())).isEqualTo(new Greeting.Unknown());
    }
    EngineSession child = engines.connect(birth);
    assertThat(get(child.read(key("a"))).revision()).isEqualTo(revision);
  }

  @Test
  void aFrameOfAnOpenConnectionNeedsItsTokenToo() {
    ChildSession birth = get(engines.root.birth(BirthSpec.NOW));
    try (Raw raw = new Raw(engines.server.endpoint())) {
      byte[] nonce = Greeting.nonce();
      Greeting.Challenge challenge =
          (Greeting.Challenge) raw.ask(new Greeting.Hello(birth.session(), nonce));
      Handshake keys = new Handshake(birth.secret(), birth.session(), nonce, challenge.nonce());
      raw.ask(new Greeting.Proof(keys.clientProof(1, 0), 1, 0));
      raw.send(commit(keys.tokenToServer() + 1, "wrong"));
      raw.send(commit(keys.tokenToClient(), "reflected"));
      raw.send(commit(keys.tokenToServer(), "right"));

      assertThat(GreetingCodec.decode(raw.receive())).isNull();
      assertThat(get(engines.root.read(key("right"))).entry()).isNotNull();
      assertThat(get(engines.root.read(key("wrong"))).entry()).isNull();
      assertThat(get(engines.root.read(key("reflected"))).entry()).isNull();
      for (int i = 0; i < 101; i++) {
        raw.send(commit(i, "wrong"));
      }
      Awaitility.await().until(raw::isDisconnected);
    }
  }

  /** A frame that commits {@code key}. */
  private static byte[] commit(long token, String key) {
    WireWriter body = new WireWriter();
    RequestCodec.write(
        body, new Request.Submit(Commit.of(new Operation.Put(key(key), Bytes.EMPTY))));
    WireWriter record = new WireWriter();
    Envelope.request(record, 1, 1);
    record.raw(body.toByteArray());
    FrameCutter cutter = new FrameCutter(token);
    cutter.add(record);
    return cutter.next();
  }

  @Test
  void aSecondLinkOfASessionTakesThePlaceOfTheFirst() {
    ChildSession birth = get(engines.root.birth(BirthSpec.NOW));
    EngineSession first = engines.connect(birth);
    put(first, "a", 1);
    EngineSession second = engines.connect(birth);
    long revision = put(second, "a", 2);

    assertThat(get(second.read(key("a"))).revision()).isEqualTo(revision);
    assertThatThrownBy(() -> get(first.ping()))
        .isInstanceOf(EngineException.Closed.class)
        .hasMessageContaining("another process has connected as session " + birth.session());
    assertThat(put(second, "a", 3)).isEqualTo(revision + 1);
  }

  @Test
  void anotherVersionIsToldWithBothVersions() throws Exception {
    try (Raw raw = new Raw(engines.server.endpoint())) {
      byte[] hello = GreetingCodec.encode(new Greeting.Hello(1, Greeting.nonce()));
      hello[6] = 7;
      raw.send(hello);
      byte[] answer = raw.receive();
      assertThat(answer[6]).isEqualTo((byte) GreetingCodec.VERSION);
    }
    try (Fake fake = new Fake(wires())) {
      CompletableFuture<Link> connecting = connectTo(fake);
      byte[] answer = GreetingCodec.encode(new Greeting.Refused());
      answer[6] = 7;
      fake.answer(answer);
      assertThatThrownBy(connecting::get)
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("speaks version 7")
          .hasMessageContaining("this process version " + GreetingCodec.VERSION);
    }
  }

  @Test
  void anotherServerOnThePortLearnsNothing() throws Exception {
    try (Fake fake = new Fake(wires())) {
      CompletableFuture<Link> connecting = connectTo(fake);
      ServerSocket.Inbound hello = fake.next();
      Greeting.Hello said = (Greeting.Hello) GreetingCodec.decode(hello.frame());
      fake.socket.send(
          hello.peer(),
          GreetingCodec.encode(
              new Greeting.Challenge(said.nonce(), Greeting.nonce(), Greeting.nonce())));

      assertThatThrownBy(connecting::get)
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("did not prove that it knows the secret");
      for (ServerSocket.Inbound more = fake.socket.receive();
          more != null;
          more = fake.socket.receive()) {
        assertThat(GreetingCodec.decode(more.frame())).isInstanceOf(Greeting.Hello.class);
      }
    }
  }

  private CompletableFuture<Link> connectTo(Fake fake) {
    ChildSession birth = get(engines.root.birth(BirthSpec.NOW));
    return CompletableFuture.supplyAsync(
        () -> Link.connect(LinkOptions.to(birth).withEndpoint(fake.socket.endpoint())));
  }

  /** A program that listens where the server is thought to be. */
  private static final class Fake implements AutoCloseable {

    final ServerSocket socket;

    Fake(Wires wires) {
      socket = Sockets.bind("fake", wires.address, FrameCutter.MAX_FRAME_BYTES);
    }

    ServerSocket.Inbound next() {
      while (true) {
        ServerSocket.Inbound inbound = socket.receive();
        if (inbound != null) {
          return inbound;
        }
        socket.await(100);
      }
    }

    void answer(byte[] frame) {
      socket.send(next().peer(), frame);
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  @Test
  void aServerThatForgotWhatWasAskedSaysSo() throws Exception {
    Secret secret = Secret.random();
    ServerOptions options = ServerOptions.DEFAULTS.withCredentials(Map.of(2L, secret));
    try (Engines before = new Engines(wires(), options);
        Engines after = new Engines(wires(), options.withEpoch(2));
        FaultProxy proxy = new FaultProxy(before.server.endpoint(), 1)) {
      EngineSession session = engines.connect(LinkOptions.to(proxy.endpoint(), 2, secret));
      put(session, "a", 1);
      proxy.hold();
      CompletableFuture<Long> pending = CompletableFuture.supplyAsync(() -> put(session, "a", 2));
      Awaitility.await().until(() -> proxy.holding() > 0);
      proxy.lead(after.server.endpoint());
      proxy.cutAll();
      proxy.release();

      assertThatThrownBy(pending::get).hasCauseInstanceOf(EngineException.OutcomeUnknown.class);
      assertThat(get(session.read(key("a"))).entry()).isNull();
      assertThat(put(session, "a", 3)).isEqualTo(BEGIN + 1);
    }
  }

  @Test
  void aSessionOfAServerThatIsNoMoreIsRefusedByTheNext() throws Exception {
    ChildSession birth = get(engines.root.birth(BirthSpec.NOW));
    try (FaultProxy proxy = new FaultProxy(engines.server.endpoint(), 1);
        Engines next = new Engines(wires(), ServerOptions.DEFAULTS)) {
      EngineSession session = engines.connect(LinkOptions.to(birth).withEndpoint(proxy.endpoint()));
      put(session, "a", 1);
      proxy.lead(next.server.endpoint());
      proxy.cutAll();

      assertThatThrownBy(
              () -> {
                while (true) {
                  get(session.ping());
                }
              })
          .isInstanceOf(EngineException.Closed.class)
          .hasMessageContaining("the session has ended");
    }
  }
}
