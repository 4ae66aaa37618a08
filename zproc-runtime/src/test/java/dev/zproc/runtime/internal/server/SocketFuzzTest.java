package dev.zproc.runtime.internal.server;

import static dev.zproc.runtime.testing.Engines.get;
import static dev.zproc.runtime.testing.Engines.key;
import static dev.zproc.runtime.testing.Engines.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.client.ChildSession;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.engine.WireWriter;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.internal.wire.FrameCutter;
import dev.zproc.runtime.internal.wire.Greeting;
import dev.zproc.runtime.internal.wire.GreetingCodec;
import dev.zproc.runtime.testing.CalmTime;
import dev.zproc.runtime.testing.Engines;
import dev.zproc.runtime.testing.Goldens;
import dev.zproc.runtime.testing.RawPeer;
import dev.zproc.runtime.testing.Wires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Frames that strangers send, and such as a child sends that has gone mad: 30,000 over each
 * transport, 300,000 in full.
 */
class SocketFuzzTest {

  private static final int COUNT = Boolean.getBoolean("zproc.full") ? 300_000 : 30_000;

  /** How many frames a connection sends; a stranger may send no more than 64. */
  private static final int AT_ONCE = 50;

  private static final Path OPEN = Path.of("/proc/self/fd");

  private final long seed = Long.getLong("zproc.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final List<byte[]> requests = new ArrayList<>();
  private Engines engines;

  Wires wires() {
    return Wires.ZEROMQ;
  }

  @Test
  void theServerServesOthersAndGivesAllDescriptorsBack() throws Exception {
    System.out.println("seed (-Dzproc.seed=…): " + seed);
    for (String name : Goldens.names()) {
      if (name.startsWith("request-")) {
        requests.add(Goldens.read(name));
      }
    }
    try (Engines opened = new Engines(wires(), ServerOptions.DEFAULTS)) {
      engines = opened;
      EngineSession child = engines.child();
      put(child, "a", 1);
      serverAnswers(child);
      long before = descriptors();
      for (int sent = 0; sent < COUNT; sent += AT_ONCE) {
        converse(sent / AT_ONCE % 3);
        if (sent % (AT_ONCE * 100) == 0) {
          serverAnswers(child);
        }
      }
      serverAnswers(child);
      assertThat(CalmTime.within(Duration.ofSeconds(6), () -> descriptors() <= before + 4))
          .as("descriptors: %d before, %d now", before, descriptors())
          .isTrue();
    }
  }

  /** One connection with 50 frames. */
  private void converse(int kind) throws IOException {
    List<byte[]> frames = new ArrayList<>();
    ChildSession birth = kind == 2 ? get(engines.root.birth(BirthSpec.NOW)) : null;
    try (RawPeer peer = RawPeer.open(engines.server.endpoint())) {
      if (birth == null) {
        for (int i = 0; i < AT_ONCE; i++) {
          frames.add(kind == 0 ? noise() : greeting());
        }
      } else {
        FrameCutter cutter =
            new FrameCutter(peer.prove(birth.session(), birth.secret()).tokenToServer());
        for (int i = 0; i < AT_ONCE; i++) {
          cutter.add(new WireWriter().raw(changed(requests.get(random.nextInt(requests.size())))));
          for (byte[] frame = cutter.next(); frame != null; frame = cutter.next()) {
            // Most as they are, so that what is in them is looked at.
            frames.add(random.nextInt(AT_ONCE) == 0 ? changed(frame) : frame);
            cutter.sent();
          }
        }
      }
      peer.send(frames.toArray(new byte[0][]));
    } catch (IOException cut) {
      // The server may end it at any frame.
    } finally {
      if (birth != null) {
        get(engines.root.release(birth.session()));
      }
    }
  }

  private byte[] noise() {
    byte[] noise = new byte[random.nextInt(random.nextInt(20) == 0 ? 1_200 : 100)];
    random.nextBytes(noise);
    return noise;
  }

  private byte[] greeting() {
    return changed(GreetingCodec.encode(new Greeting.Hello(random.nextInt(20), Greeting.nonce())));
  }

  private byte[] changed(byte[] bytes) {
    byte[] changed = bytes.clone();
    for (int i = random.nextInt(4); i > 0; i--) {
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
    }
    return changed;
  }

  /** A client from before and a new one get an answer within a second. */
  private void serverAnswers(EngineSession child) {
    long start = CalmTime.nanos();
    get(child.read(key("a")));
    ChildSession birth = get(engines.root.birth(BirthSpec.NOW));
    try (EngineSession fresh = engines.connect(birth)) {
      get(fresh.read(key("a")));
    }
    assertThat(TimeUnit.NANOSECONDS.toMillis(CalmTime.nanos() - start))
        .as("seed %d", seed)
        .isLessThan(1_000);
    get(engines.root.release(birth.session()));
  }

  /** How many this JVM has open; 0 where nobody tells. */
  private static long descriptors() throws IOException {
    if (!Files.isDirectory(OPEN)) {
      return 0;
    }
    try (Stream<Path> open = Files.list(OPEN)) {
      return open.count();
    }
  }
}
