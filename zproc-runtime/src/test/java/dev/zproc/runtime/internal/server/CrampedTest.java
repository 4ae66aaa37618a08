package dev.zproc.runtime.internal.server;

import static dev.zproc.runtime.testing.Engines.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.client.Link;
import dev.zproc.runtime.internal.client.LinkOptions;
import dev.zproc.runtime.internal.wire.Secret;
import dev.zproc.runtime.testing.CalmTime;
import dev.zproc.runtime.testing.FaultProxy;
import dev.zproc.runtime.testing.Fixtures;
import dev.zproc.runtime.testing.Wires;
import dev.zproc.runtime.testing.Zmtp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * F6 and F7: more connections that never say who they are than a server has descriptors for. They
 * make room for whoever does, and what they had is given back.
 */
@EnabledOnOs(OS.LINUX)
class CrampedTest {

  private static final int DESCRIPTORS = 120;

  private static final int ATTACKERS = 400;

  @ParameterizedTest
  @EnumSource
  void aServerWithFewDescriptorsServesWhoProvesHimself(Wires wires) throws Exception {
    Secret secret = Secret.random();
    List<String> command = new ArrayList<>();
    command.addAll(List.of("sh", "-c", "ulimit -n " + DESCRIPTORS + " && exec \"$@\"", "sh"));
    command.addAll(Fixtures.java(CrampedMain.class, wires.address));
    Process process =
        Fixtures.start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
    List<SocketChannel> attackers = new ArrayList<>();
    try (PrintWriter in = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      in.println(HexFormat.of().formatHex(secret.reveal()));
      String endpoint = out.readLine();
      int before = open(in, out);

      for (int i = 0; i < ATTACKERS; i++) {
        attackers.add(attacker(endpoint, wires));
      }
      long start = CalmTime.nanos();
      EngineSession session = new EngineSession(Link.connect(LinkOptions.to(endpoint, 2, secret)));
      get(session.ping());
      assertThat(TimeUnit.NANOSECONDS.toMillis(CalmTime.nanos() - start)).isLessThan(4_000);

      // Those that stay say nothing, so they lose their connections without our doing anything.
      assertThat(CalmTime.within(Duration.ofSeconds(10), () -> open(in, out) <= before + 6))
          .as("descriptors of the server: %d before, %d now", before, open(in, out))
          .isTrue();
      get(session.ping());
      session.close();
    } finally {
      for (SocketChannel each : attackers) {
        each.close();
      }
      process.destroyForcibly();
    }
  }

  private static int open(PrintWriter in, BufferedReader out) throws IOException {
    in.println("count");
    return Integer.parseInt(out.readLine());
  }

  /** Connects, greets in ZeroMQ's way or begins a frame, and says no more. */
  private static SocketChannel attacker(String endpoint, Wires wires) throws IOException {
    SocketChannel made = SocketChannel.open(FaultProxy.address(endpoint));
    try {
      made.write(ByteBuffer.wrap(wires == Wires.ZEROMQ ? Zmtp.greeting() : new byte[3]));
    } catch (IOException cut) {
      // It has made room for another already.
    }
    return made;
  }
}
