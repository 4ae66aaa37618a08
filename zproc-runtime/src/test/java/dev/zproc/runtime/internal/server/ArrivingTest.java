package dev.zproc.runtime.internal.server;

import static dev.zproc.runtime.testing.Engines.get;
import static dev.zproc.runtime.testing.Engines.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.client.ChildSession;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.WireWriter;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.internal.wire.FrameCutter;
import dev.zproc.runtime.testing.Engines;
import dev.zproc.runtime.testing.RawPeer;
import dev.zproc.runtime.testing.Wires;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes in is bounded as a whole. */
class ArrivingTest {

  private static final int MESSAGE = 1 << 20;

  private static final ServerOptions OPTIONS =
      ServerOptions.DEFAULTS.withMessages(MESSAGE, 2 * MESSAGE, 1 << 16);

  /** 20 children begin messages of a MiB and never end them. */
  @ParameterizedTest
  @EnumSource
  void messagesThatNeverEndMakeRoom(Wires wires) throws Exception {
    try (Engines engines = new Engines(wires, OPTIONS)) {
      List<RawPeer> peers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        ChildSession birth = get(engines.root.birth(BirthSpec.NOW));
        RawPeer peer = RawPeer.open(engines.server.endpoint());
        peers.add(peer);
        FrameCutter cutter =
            new FrameCutter(peer.prove(birth.session(), birth.secret()).tokenToServer());
        cutter.add(new WireWriter().raw(new byte[MESSAGE - 100_000]));
        sendAllButTheLast(cutter, peer);
        assertThat(get(engines.root.ping()).queuedBytes()).isLessThanOrEqualTo(2L * MESSAGE);
      }
      EngineSession child = engines.child();
      get(child.commit(Commit.of(new Operation.Put(key("a"), Bytes.wrap(new byte[900_000])))));
      assertThat(get(engines.root.ping()).queuedBytes()).isLessThanOrEqualTo(2L * MESSAGE);
      for (RawPeer peer : peers) {
        peer.close();
      }
    }
  }

  private static void sendAllButTheLast(FrameCutter cutter, RawPeer peer) {
    byte[] frame = cutter.next();
    try {
      while (frame != null) {
        cutter.sent();
        byte[] next = cutter.next();
        if (next != null) {
          peer.send(frame);
        }
        frame = next;
      }
    } catch (IOException cut) {
      // It has made room in the middle.
    }
  }

  /** More at a time than there is room for: they take turns, and each is done once. */
  @ParameterizedTest
  @EnumSource
  void allThatIsSentArrivesOnce(Wires wires) {
    try (Engines engines = new Engines(wires, OPTIONS)) {
      List<CompletableFuture<CommitResult>> done = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        EngineSession child = engines.child();
        for (int k = 0; k < 4; k++) {
          Bytes large = Bytes.wrap(new byte[900_000]);
          done.add(
              child.commit(
                  Commit.of(
                      Commit.Results.NONE,
                      new Operation.Put(key("large" + i), large),
                      new Operation.Add(key("n"), Scalar.of(1L), Scalar.of(0L)))));
        }
      }
      done.forEach(Engines::get);
      assertThat(get(engines.root.read(key("n"))).entry().value()).isEqualTo(Scalar.of(32L));
    }
  }
}
