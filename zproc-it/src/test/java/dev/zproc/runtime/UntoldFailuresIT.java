package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.zproc.RestartPolicy;
import dev.zproc.runtime.child.ChildStatus;
import dev.zproc.runtime.failure.ChildFailedException;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.testing.Logged;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A failure that nobody has asked for is told in the log, and one that somebody has, is not. */
class UntoldFailuresIT {

  private final Logged log = new Logged(ZProc.class.getName());

  @AfterEach
  void listenNoMore() {
    log.close();
  }

  private List<String> warnings() {
    return log.records().stream()
        .filter(each -> each.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogRecord::getMessage)
        .toList();
  }

  @Test
  void isToldWhileTheProgramGoesOnAndOnceOnly() {
    try (ZProc zproc = ZProc.open()) {
      zproc.spawn(KidsLauncher.end("exit 3"));
      Child<Void> asked = zproc.spawn(KidsLauncher.end("exit 4"));
      assertThatThrownBy(asked::join).isInstanceOf(ChildFailedException.class);
      zproc.spawn(KidsLauncher.end("exit 5")).onExit().join();

      await().atMost(Duration.ofSeconds(30)).until(() -> !warnings().isEmpty());
    }

    assertThat(warnings()).hasSize(1);
    assertThat(warnings().get(0)).contains("'end'", "nobody has asked", "exited with code 3");
    checkFrames();
  }

  @Test
  void isToldWhenTheContextIsClosedBefore() {
    try (ZProc zproc = ZProc.open()) {
      Child<Void> child = zproc.spawn(KidsLauncher.end("exit 3"));
      await().until(() -> !child.isAlive());
    }

    assertThat(warnings()).hasSize(1);
    checkFrames();
  }

  /** It was made by our threads; where the child was spawned tells more. */
  private void checkFrames() {
    StringWriter printed = new StringWriter();
    log.records().stream()
        .map(LogRecord::getThrown)
        .filter(Objects::nonNull)
        .forEach(thrown -> thrown.printStackTrace(new PrintWriter(printed)));
    String user = "\tat " + getClass().getName();
    assertThat(printed.toString().lines().filter(line -> line.startsWith("\tat ")).findFirst())
        .hasValueSatisfying(line -> assertThat(line).startsWith(user));
    assertThat(printed.toString()).contains("--- spawned ---\n" + user);
  }

  @Test
  void isThrownByAwaitAllAndThenNotTold() {
    try (ZProc zproc = ZProc.open()) {
      zproc.spawn(KidsLauncher.end("exit 3"));
      assertThatThrownBy(zproc::awaitAll).hasMessageContaining("exited with code 3");
      zproc.awaitAll(); // what has been told once is not thrown again
    }

    assertThat(warnings()).isEmpty();
  }

  @Test
  void childrenThatNeverRanAreTold() {
    try (ZProc zproc = ZProc.open()) {
      Child<Integer> waiting = zproc.spawn(BakersLauncher.bake(5));
      await().until(() -> waiting.status() == ChildStatus.WAITING);
      Child<Void> running = zproc.spawn(KidsLauncher.stay("forever"));
      await().until(() -> running.status() == ChildStatus.RUNNING);
      zproc.spawn(BakersLauncher.bake(5)).stop(); // the program itself
    }

    assertThat(warnings()).hasSize(1);
    assertThat(warnings().get(0))
        .contains("'bake'", "before its method began", "stop() before the end");
  }

  @Test
  void childrenThatWaitForTheirNextMatchAreNotTold() {
    try (ZProc zproc = ZProc.open()) {
      BakeryState bakery = BakeryState.of(zproc);
      Child<Void> child =
          zproc.spawn(
              BakersLauncher.repeat(),
              spawn ->
                  spawn.restart(
                      RestartPolicy.ON_FAILURE, 5, Duration.ofMinutes(1), Duration.ofMillis(10)));
      bakery.cookies().set(1);
      bakery.await(b -> !b.names().isEmpty());
      child.signal(Signal.KILL);
      await().until(() -> child.restarts() == 1 && child.status() == ChildStatus.WAITING);
    }

    assertThat(warnings()).isEmpty();
  }
}
