package dev.zproc.runtime.internal.client;

import static dev.zproc.runtime.testing.Engines.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.OutcomeUnknownException;
import dev.zproc.runtime.failure.ServerGoneException;
import dev.zproc.runtime.fixtures.Bakeries;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.internal.wire.Secret;
import dev.zproc.runtime.testing.Engines;
import dev.zproc.runtime.testing.Fixtures;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Processes that are killed, by the kernel, where it hurts others most. */
class KilledIT {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Process process;

  private String start(String role, String input) throws IOException {
    process =
        Fixtures.start(
            new ProcessBuilder(Fixtures.java(KilledMain.class, role))
                .redirectError(ProcessBuilder.Redirect.INHERIT));
    process.outputWriter(StandardCharsets.UTF_8).append(input).append('\n').flush();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    return out.readLine();
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    process.destroyForcibly();
  }

  private static String hex(Secret secret) {
    return HexFormat.of().formatHex(secret.reveal());
  }

  @Test
  void aTurnWhoseHolderIsKilledIsFreeLongBeforeItsLeaseIsOver() throws Exception {
    ServerOptions options = ServerOptions.DEFAULTS.withTurns(Duration.ofMinutes(10), 64L << 20);
    try (Engines engines = new Engines(options)) {
      BakeryState bakery = Bakeries.of(engines.root);
      ChildSession birth = get(engines.root.birth(BirthSpec.NOW));
      String said =
          start("holder", birth.endpoint() + " " + birth.session() + " " + hex(birth.secret()));
      assertThat(said).startsWith("holding");
      Future<Integer> write = threads.submit(() -> bakery.cookies().add(1));
      Future<Integer> transaction =
          threads.submit(() -> bakery.namespace("bakery").price().update(price -> price + 1));
      get(engines.root.ping());
      assertThat(write).isNotDone();

      process.destroyForcibly();

      assertThat(write.get(30, TimeUnit.SECONDS)).isEqualTo(1);
      assertThat(transaction.get(30, TimeUnit.SECONDS)).isEqualTo(4);
    }
  }

  @Test
  void callsToAServerThatIsKilledEnd() throws Exception {
    Secret secret = Secret.random();
    String endpoint = start("server", hex(secret));
    LinkOptions options =
        LinkOptions.to(endpoint, 2, secret).withLostTimeout(Duration.ofSeconds(1));
    try (EngineSession session = new EngineSession(Link.connect(options))) {
      BakeryState bakery = Bakeries.of(session);
      bakery.cookies().set(1);
      Future<?> waiting = threads.submit(() -> bakery.await(bakery.cookies().atLeast(1_000_000)));
      Future<?> writing =
          threads.submit(
              () -> {
                while (true) {
                  bakery.cookies().add(1);
                }
              });
      Future<?> watching =
          threads.submit(
              () -> {
                while (true) {
                  bakery.sold().awaitChange();
                }
              });
      Awaitility.await().until(() -> bakery.cookies().get() > 100);

      process.destroyForcibly();

      assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(ServerGoneException.class);
      assertThatThrownBy(() -> watching.get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(ServerGoneException.class);
      assertThatThrownBy(() -> writing.get(30, TimeUnit.SECONDS))
          .cause()
          .isInstanceOfAny(ServerGoneException.class, OutcomeUnknownException.class);
      assertThatThrownBy(() -> bakery.snapshot()).isInstanceOf(ServerGoneException.class);
    }
  }
}
