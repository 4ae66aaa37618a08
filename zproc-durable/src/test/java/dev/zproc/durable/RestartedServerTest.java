package dev.zproc.durable;

import static dev.zproc.runtime.testing.Engines.get;
import static dev.zproc.runtime.testing.Engines.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.client.LinkOptions;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.WireWriter;
import dev.zproc.runtime.internal.journal.Durable;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.internal.wire.Envelope;
import dev.zproc.runtime.internal.wire.FrameCutter;
import dev.zproc.runtime.internal.wire.Greeting;
import dev.zproc.runtime.internal.wire.GreetingCodec;
import dev.zproc.runtime.internal.wire.Handshake;
import dev.zproc.runtime.internal.wire.Request;
import dev.zproc.runtime.internal.wire.RequestCodec;
import dev.zproc.runtime.internal.wire.Secret;
import dev.zproc.runtime.testing.Engines;
import dev.zproc.runtime.testing.FaultProxy;
import dev.zproc.runtime.testing.RawPeer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that asks another server again, which has the state of the one before. */
class RestartedServerTest {

  private static final long SESSION = 2;
  private static final long LINK = 77;
  private static final int WRITES = 30;

  @TempDir Path folder;

  @Test
  void whatWasDoneAndNotAnsweredIsDoneOnce() {
    Secret secret = Secret.random();
    ServerOptions options =
        DurableOptions.of(folder.resolve("state"), Durable.Level.PROCESS)
            .withCredentials(Map.of(SESSION, secret));
    Engines first = new Engines(options);
    FaultProxy proxy = new FaultProxy(first.server.endpoint(), 1);
    LinkOptions link =
        LinkOptions.to(proxy.endpoint(), SESSION, secret)
            .withLostTimeout(Duration.ofSeconds(20))
            .withReturn(true);
    try (Engines clients = new Engines()) {
      EngineSession client = clients.connect(link);
      Commit add = Commit.of(new Operation.Add(key("n"), Scalar.of(1L), Scalar.of(0L)));
      assertThat(get(client.commit(add)).revision()).isEqualTo(2);

      proxy.holdDown();
      List<CompletableFuture<CommitResult>> answers = new ArrayList<>();
      for (int i = 0; i < WRITES; i++) {
        answers.add(client.commit(add));
      }
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> get(first.root.ping()).revision() == 2 + WRITES);
      assertThat(answers).noneMatch(CompletableFuture::isDone);
      // No goodbye gets to the client.
      proxy.refuse(true);
      proxy.cutAll();
      first.close();

      try (Engines second = new Engines(options)) {
        assertThat(get(second.root.ping()).epoch()).isEqualTo(2);
        proxy.lead(second.server.endpoint());
        proxy.release();
        proxy.refuse(false);
        for (int i = 0; i < WRITES; i++) {
          // A server that is started again by nobody may have lost what it answered.
          try {
            assertThat(get(answers.get(i)).revision()).isEqualTo(3 + i);
          } catch (EngineException.OutcomeUnknown unknown) {
            assertThat(unknown).hasMessageContaining("restarted");
          }
        }
        assertThat(get(client.commit(add)).revision()).isEqualTo(3 + WRITES);
        assertThat(get(second.root.read(key("n"))).entry().value())
            .isEqualTo(Scalar.of(2L + WRITES));
      }
    } finally {
      proxy.close();
      first.close();
    }
  }

  /** As by a client that has not heard the reply, with the server gone between. */
  @Test
  void aRequestThatWasDoneIsNotDoneAgainByTheNextServer() throws IOException {
    Secret secret = Secret.random();
    ServerOptions options =
        DurableOptions.of(folder.resolve("state"), Durable.Level.PROCESS)
            .withCredentials(Map.of(SESSION, secret));
    Operation add = new Operation.Add(key("n"), Scalar.of(1L), Scalar.of(0L));
    Operation end = new Operation.Put(key("end"), Scalar.of(1L));
    try (Engines first = new Engines(options);
        RawPeer peer = RawPeer.open(first.server.endpoint())) {
      long token = prove(peer, secret);
      peer.send(request(token, 1, add));
      awaitThere(first, "n");
    }
    try (Engines second = new Engines(options);
        RawPeer peer = RawPeer.open(second.server.endpoint())) {
      long token = prove(peer, secret);
      peer.send(request(token, 1, add), request(token, 2, end));
      awaitThere(second, "end");
      assertThat(get(second.root.read(key("n"))).entry().value()).isEqualTo(Scalar.of(1L));
      assertThat(get(second.root.ping()).revision()).isEqualTo(3);
    }
  }

  private static void awaitThere(Engines engines, String key) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> get(engines.root.read(key(key))).entry() != null);
  }

  /** Greets as the same link each time; returns the token of the connection. */
  private static long prove(RawPeer peer, Secret secret) throws IOException {
    byte[] nonce = Greeting.nonce();
    peer.send(GreetingCodec.encode(new Greeting.Hello(SESSION, nonce)));
    Greeting.Challenge challenge = (Greeting.Challenge) GreetingCodec.decode(peer.receive());
    Handshake keys = new Handshake(secret, SESSION, nonce, challenge.nonce());
    peer.send(GreetingCodec.encode(new Greeting.Proof(keys.clientProof(LINK, 0), LINK, 0)));
    return keys.tokenToServer();
  }

  private static byte[] request(long token, long number, Operation operation) {
    WireWriter body = new WireWriter();
    RequestCodec.write(body, new Request.Submit(Commit.of(operation)));
    WireWriter record = new WireWriter();
    Envelope.request(record, number, 1);
    record.raw(body.toByteArray());
    FrameCutter cutter = new FrameCutter(token);
    cutter.add(record);
    return cutter.next();
  }
}
