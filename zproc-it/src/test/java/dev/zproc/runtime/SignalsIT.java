package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.CrashReason;
import dev.zproc.RestartPolicy;
import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.ChildStatus;
import dev.zproc.runtime.failure.SignalException;
import dev.zproc.runtime.failure.WaitInterruptedException;
import dev.zproc.runtime.internal.signal.SignalTrap;
import dev.zproc.runtime.testing.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signals sent to real processes, and what they are there. */
@ExtendWith(NoOrphans.class)
class SignalsIT {

  @TempDir private Path folder;

  private ZProc zproc;
  private Path log;
  private Path java;

  @BeforeEach
  void open() throws IOException {
    log = folder.resolve("log");
    java = Fixtures.javaHome(folder);
    zproc = Contexts.open(options -> options.output(Output.file(folder.resolve("out"))));
  }

  @AfterEach
  void close() {
    zproc.close();
  }

  @ParameterizedTest
  @CsvSource({"wait, TERM, 15", "check, INT, 2", "call, USR1, 10", "close, TERM, 15"})
  void comesAsAnException(String where, Signal signal, int number) throws IOException {
    Child<String> child = ready(where);

    assertThat(child.signal(signal)).isTrue();

    assertThat(child.join()).isEqualTo("SIG" + signal + " " + number + " false");
    if (where.equals("close")) {
      assertThat(Files.readAllLines(log)).containsExactly("ready", "woken");
    }
  }

  @Test
  void comesAsOftenAsItIsSeen() throws IOException {
    Child<String> child = ready("count");
    int lines = 1;
    for (Signal signal : List.of(Signal.USR1, Signal.INT, Signal.USR1)) {
      child.signal(signal);
      int expected = ++lines;
      waiting().until(() -> Files.readAllLines(log).size() == expected);
    }

    assertThat(child.join()).isEqualTo("three");
    assertThat(Files.readAllLines(log)).containsExactly("ready", "SIGUSR1", "SIGINT", "SIGUSR1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"let out", "let the interrupt out"})
  void endsTheChildInOrderIfItIsLetOut(String how) throws IOException {
    Child<String> child = ready(how);

    child.signal(Signal.TERM);

    assertThat(child.onExit().join()).isEqualTo(new ChildEnd.Signalled(15, "SIGTERM"));
    assertThat(child.exitCode()).hasValue(143);
    assertThatThrownBy(child::join).hasMessageContaining("was ended by SIGTERM");
    if (how.equals("let out")) {
      assertThat(Files.readAllLines(log)).containsExactly("ready", "finally");
    }
  }

  @Test
  void isAReasonToTryAgain() {
    Child<String> child =
        zproc.spawn(
            CatchersLauncher.catches("again", log),
            spawn ->
                spawn.restart(
                    restart ->
                        restart
                            .on(RestartPolicy.ON_FAILURE)
                            .retryOnCrash(CrashReason.SIGNAL)
                            .backoff(Duration.ofMillis(10))));
    waiting().until(() -> Files.exists(log));

    child.signal(Signal.TERM);

    assertThat(child.join()).isEqualTo("again");
    assertThat(child.restarts()).isEqualTo(1);
  }

  @Test
  void doesAgainWhatItDidWhenTheScopeIsClosed() {
    Child<String> child =
        zproc.spawn(CatchersLauncher.catches("after", log), spawn -> spawn.javaHome(java));
    waiting().until(() -> Files.exists(log) && Files.readString(log).contains("closed"));

    assertThat(child.signal(Signal.INT)).isTrue(); // a child leaves it to its root
    assertThat(child.signal(Signal.TERM)).isTrue();

    assertThat(child.onExit().join()).isEqualTo(new ChildEnd.Signalled(15, "SIGTERM"));
  }

  @Test
  void leavesAStopAsQuickAsItIs() throws IOException {
    Child<String> child = ready("count");
    child.signal(Signal.USR1);
    waiting().until(() -> Files.readAllLines(log).size() == 2);

    child.stop(Duration.ofHours(1)); // no signal before, so it is the interrupt that ends it

    assertThat(child.end()).isEqualTo(new ChildEnd.Stopped());
    assertThat(child.exitCode()).hasValue(1);
  }

  @Test
  void stopsAProcessAndLetsItGoOn() {
    Child<Void> child = zproc.spawn(KidsLauncher.stay("forever"));
    waiting().until(() -> child.status() == ChildStatus.RUNNING);

    child.signal(Signal.STOP);
    waiting().until(() -> state(child) == 'T');
    child.signal(Signal.CONT);
    waiting().until(() -> state(child) != 'T');

    assertThat(child.status()).isEqualTo(ChildStatus.RUNNING);
    child.signal(Signal.KILL);
    assertThat(child.onExit().join()).isEqualTo(new ChildEnd.Signalled(9, "SIGKILL"));
    assertThat(child.signal(Signal.KILL)).isFalse();
  }

  @Test
  void letsTheJvmPrintItsStacks() {
    Child<Void> child = zproc.spawn(KidsLauncher.stay("forever"));
    waiting().until(() -> child.status() == ChildStatus.RUNNING);

    child.signal(Signal.QUIT);

    waiting().until(() -> Files.readString(folder.resolve("out")).contains("Full thread dump"));
    assertThat(child.isAlive()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"KILL", "STOP", "QUIT", "USR2", "CONT"})
  void refusesWhatCannotBeCaught(Signal signal) {
    assertThat(signal.isCatchable()).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignalScope.open(Signal.TERM, signal))
        .withMessageContaining("SIG" + signal);
  }

  @Test
  void isThrownInTheRootToo() throws Exception {
    try (SignalScope scope = SignalScope.open(Signal.USR1)) {
      scope.check();
      Child<Void> child = zproc.spawn(KidsLauncher.stay("forever"));
      CompletableFuture<Void> sent = // by another thread: this one is interrupted when it comes
          CompletableFuture.runAsync(
              () -> {
                try {
                  RootJvm.signal("USR1", ProcessHandle.current().pid());
                } catch (IOException | InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      assertThatThrownBy(child::join)
          .isInstanceOfSatisfying(
              SignalException.class, e -> assertThat(e.signalName()).isEqualTo("SIGUSR1"));
      assertThat(child.isAlive()).isTrue();
      Thread.currentThread().interrupt();
      assertThatThrownBy(child::join).isInstanceOf(WaitInterruptedException.class);
      assertThat(Thread.interrupted()).isTrue();
      sent.join();
    }
  }

  @Test
  void isNotLostIfNobodyWaits() {
    try (SignalScope scope = SignalScope.open(Signal.USR1)) {
      SignalTrap.spring(Thread.currentThread(), "USR1", 10);
      assertThatThrownBy(scope::close).isInstanceOf(SignalException.class);
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  private Child<String> ready(String what) {
    Child<String> child =
        zproc.spawn(CatchersLauncher.catches(what, log), spawn -> spawn.javaHome(java));
    waiting().until(() -> Files.exists(log) && Files.readString(log).contains("ready"));
    return child;
  }

  private static ConditionFactory waiting() {
    return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10));
  }

  private static char state(Child<?> child) throws IOException {
    String stat = Files.readString(Path.of("/proc", "" + child.pid(), "stat"));
    return stat.charAt(stat.lastIndexOf(')') + 2);
  }
}
