package dev.zproc.runtime;

import static dev.zproc.runtime.Tasks.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.WaitInterruptedException;
import dev.zproc.runtime.fixtures.Bakery;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.internal.access.RuntimeFolder;
import dev.zproc.runtime.state.Watch;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A thread that is interrupted already: what waits for others ends at once, all else works, and
 * nothing is broken afterwards.
 */
@Timeout(60)
@ExtendWith(NoOrphans.class)
class InterruptedCallerIT {

  @AfterEach
  void clear() {
    Thread.interrupted();
  }

  /** Calls it with the flag set, which has to stay. */
  private static <T> T interrupted(Callable<T> call) throws Exception {
    Thread.currentThread().interrupt();
    T value;
    boolean kept;
    try {
      value = call.call();
    } finally {
      kept = Thread.interrupted();
    }
    assertThat(kept).isTrue();
    return value;
  }

  private static void ends(ThrowingCallable wait) {
    Thread.currentThread().interrupt();
    assertThatThrownBy(wait).isInstanceOf(WaitInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"ZEROMQ, EMBEDDED", "UNIX, EMBEDDED", "ZEROMQ, FORKED", "UNIX, FORKED"})
  void opensAndUsesAContext(Transport transport, ServerMode mode) throws Exception {
    ZProc zproc =
        interrupted(
            () -> ZProc.open(o -> o.transport(transport).server(mode).output(Output.DISCARD)));
    try {
      BakeryState bakery = interrupted(() -> BakeryState.of(zproc));
      interrupted(
          () -> {
            bakery.cookies().set(3);
            return null;
          });
      assertThat(interrupted(() -> bakery.cookies().get())).isEqualTo(3);
      assertThat(interrupted(() -> bakery.cookies().update(n -> n + 1))).isEqualTo(4);
      ends(() -> zproc.spawn(BakersLauncher.ping()));
      ends(() -> bakery.await(bakery.cookies().atLeast(50)));
      try (Watch<Bakery> watch = interrupted(() -> bakery.watch(bakery.cookies()).open())) {
        ends(watch::next);
        bakery.cookies().set(5);
        assertThat(watch.next().revision()).isEqualTo(zproc.ping().revision());
      }
      assertThat(zproc.spawn(BakersLauncher.bake(2)).join()).isEqualTo(5);
    } finally {
      interrupted(
          () -> {
            zproc.close();
            return null;
          });
    }
  }

  @Test
  void opensASwarm() throws Exception {
    try (ZProc zproc = ZProc.open(o -> o.output(Output.DISCARD))) {
      Swarm swarm = interrupted(() -> zproc.swarm(s -> s.workers(1)));
      ends(() -> swarm.map(numbers(3), TasksLauncher::square));
      assertThat(swarm.map(numbers(3), TasksLauncher::square)).containsExactly(0, 1, 4);
    }
  }

  @Test
  void opensADurableState(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("state");
    for (int i = 0; i < 2; i++) {
      int before = i;
      ZProc zproc = interrupted(() -> ZProc.open(o -> o.durable(file, Durability.PROCESS)));
      BakeryState bakery = interrupted(() -> BakeryState.of(zproc));
      assertThat(interrupted(() -> bakery.cookies().getAndUpdate(n -> n + 1))).isEqualTo(before);
      interrupted(
          () -> {
            zproc.close();
            return null;
          });
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void opensAndJoinsABackgroundContext(@TempDir Path folder) throws Exception {
    String before = System.setProperty(RuntimeFolder.PROPERTY, folder.resolve("run").toString());
    try (BackgroundContext opened = interrupted(() -> BackgroundContext.open("bakery"))) {
      try (BackgroundContext joined = interrupted(() -> BackgroundContext.connect("bakery"))) {
        assertThat(joined.zproc().ping().serverPid()).isEqualTo(opened.zproc().ping().serverPid());
      }
      opened.shutdown();
    } finally {
      if (before == null) {
        System.clearProperty(RuntimeFolder.PROPERTY);
      } else {
        System.setProperty(RuntimeFolder.PROPERTY, before);
      }
    }
  }
}
