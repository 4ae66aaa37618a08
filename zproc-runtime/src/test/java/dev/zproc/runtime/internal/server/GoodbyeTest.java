package dev.zproc.runtime.internal.server;

import static dev.zproc.runtime.testing.Engines.get;
import static dev.zproc.runtime.testing.Engines.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.internal.client.ChildSession;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.client.LinkOptions;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.testing.CalmTime;
import dev.zproc.runtime.testing.Engines;
import dev.zproc.runtime.testing.FaultProxy;
import dev.zproc.runtime.testing.Fixtures;
import dev.zproc.runtime.testing.Recorder;
import dev.zproc.runtime.testing.Wires;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** That a server ends, every client hears, or finds out within a second. */
class GoodbyeTest {

  private static final int CLIENTS = 60;

  Wires wires() {
    return Wires.ZEROMQ;
  }

  @Test
  void manyClientsHearOfTheEndWithinASecond() {
    Engines engines = new Engines(wires(), ServerOptions.DEFAULTS);
    List<Recorder> ends = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      EngineSession client = engines.child();
      Recorder end = new Recorder();
      client.watch(Engines.all(Engines.BEGIN), 0, end);
      get(client.ping());
      ends.add(end);
    }
    long start = CalmTime.nanos();

    engines.server.close();

    for (Recorder end : ends) {
      assertThat((Throwable) end.next())
          .isInstanceOf(EngineException.Closed.class)
          .hasMessageContaining("the state server was closed");
    }
    assertThat(millisSince(start)).isLessThan(1_000);
    engines.close();
  }

  /** 60 clients of a process that is stopped, twelve of which have 8 MB to read first. */
  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void whoIsStoppedMeanwhileKnowsWithinASecondOfGoingOn() throws Exception {
    try (Engines engines = new Engines(wires(), ServerOptions.DEFAULTS)) {
      Process process =
          Fixtures.start(
              new ProcessBuilder(Fixtures.java(GoodbyeMain.class))
                  .redirectError(ProcessBuilder.Redirect.INHERIT));
      try (PrintWriter in = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
          BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
        in.println(engines.server.endpoint() + " " + CLIENTS);
        for (int i = 0; i < CLIENTS; i++) {
          ChildSession birth = get(engines.root.birth(BirthSpec.NOW));
          in.println(birth.session() + " " + HexFormat.of().formatHex(birth.secret().reveal()));
        }
        assertThat(out.readLine()).isEqualTo("connected");
        signal(process, "STOP");
        for (int i = 0; i < 40; i++) {
          put(engines.root, "a", Bytes.wrap(new byte[200_000]));
        }
        long start = CalmTime.nanos();

        engines.server.close();

        assertThat(millisSince(start)).as("the server's own end").isLessThan(1_000);
        signal(process, "CONT");
        in.println("look");
        for (int i = 0; i < CLIENTS; i++) {
          String said = out.readLine();
          assertThat(said).contains("Closed").contains("was closed");
          assertThat(Long.parseLong(said.substring(0, said.indexOf(' ')))).isLessThan(1_000);
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      } finally {
        process.destroyForcibly();
      }
    }
  }

  private static void signal(Process process, String name) throws Exception {
    int code = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
    assertThat(code).isEqualTo(0);
  }

  @Test
  void aServerThatMayReturnIsWaitedFor() {
    Engines engines = new Engines(wires(), ServerOptions.DEFAULTS);
    FaultProxy proxy = new FaultProxy(engines.server.endpoint(), 1);
    LinkOptions options =
        LinkOptions.to(get(engines.root.birth(BirthSpec.NOW)))
            .withEndpoint(proxy.endpoint())
            .withLostTimeout(Duration.ofMillis(1_500));
    EngineSession returning = engines.connect(options.withReturn(true));
    EngineSession other =
        engines.connect(
            LinkOptions.to(get(engines.root.birth(BirthSpec.NOW))).withEndpoint(proxy.endpoint()));
    get(returning.ping());
    get(other.ping());
    long start = CalmTime.nanos();

    // No goodbye, and nobody listens any more; one that is just accepted is closed at once.
    proxy.refuse(true);
    proxy.close();

    assertThatThrownBy(() -> get(other.ping()))
        .isInstanceOf(EngineException.Closed.class)
        .hasMessageContaining("nobody listens there any more");
    assertThat(millisSince(start)).isLessThan(1_000);
    assertThatThrownBy(() -> get(returning.ping()))
        .isInstanceOf(EngineException.Closed.class)
        .hasMessageContaining("lostTimeout");
    engines.close();
  }

  static long millisSince(long start) {
    return TimeUnit.NANOSECONDS.toMillis(CalmTime.nanos() - start);
  }
}
