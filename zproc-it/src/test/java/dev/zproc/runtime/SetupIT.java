package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.ChildStatus;
import dev.zproc.runtime.failure.ChildFailedException;
import dev.zproc.runtime.fixtures.BakeryState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a set-up makes is there for all runs of its process, and closed with it. */
@ExtendWith(NoOrphans.class)
class SetupIT {

  private final ZProc zproc = ZProc.open(options -> options.output(Output.DISCARD));
  private final BakeryState bakery = BakeryState.of(zproc);

  @AfterEach
  void close() {
    zproc.close();
  }

  @Test
  void isMadeOnceForAllRunsAndClosedAfterTheLast() {
    Child<Void> child = zproc.spawn(SetupsLauncher.runs());
    // It is there before anything has matched.
    await().until(() -> bakery.names().get().equals(List.of("press made")));
    for (int i = 1; i <= 3; i++) {
      bakery.cookies().set(i);
    }

    child.join();
    assertThat(bakery.names().get())
        .containsExactly("press made", "use 1", "use 2", "use 3", "press closed by main");
  }

  @Test
  void aJvmOnStandbyIsSetUpWhenItIsTaken() {
    zproc.standby(settings -> {}, 1);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> zproc.standbys().stream().filter(Standby::ready).count() == 1);
    long waiting = zproc.standbys().get(0).pid();

    Child<Integer> child = zproc.spawn(SetupsLauncher.ends("returns"));

    assertThat(child.join()).isEqualTo(7);
    assertThat(child.pid()).isEqualTo(waiting);
    assertThat(bakery.names().get())
        .containsExactly(
            "stamp made", "press made", "runs", "press closed by main", "stamp closed");
  }

  @Test
  void isMadeInOrderAndClosedInReverse() {
    assertThat(zproc.spawn(SetupsLauncher.ends("returns")).join()).isEqualTo(7);
    assertThat(bakery.names().get())
        .containsExactly(
            "stamp made", "press made", "runs", "press closed by main", "stamp closed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"throws", "waits"})
  void isClosedHoweverTheMethodEnds(String how) {
    Child<Integer> child = zproc.spawn(SetupsLauncher.ends(how));
    await().until(() -> bakery.names().get().contains("runs"));
    if (how.equals("waits")) {
      child.stop();
    }

    assertThat(failure(child).end())
        .isInstanceOf(how.equals("waits") ? ChildEnd.Stopped.class : ChildEnd.Threw.class);
    assertThat(bakery.names().get()).endsWith("press closed by main", "stamp closed");
  }

  @Test
  void isNotClosedByAnExit() {
    Child<Integer> child = zproc.spawn(SetupsLauncher.ends("exits"));

    assertThat(failure(child).end()).isEqualTo(new ChildEnd.Exited(3, false));
    assertThat(bakery.names().get()).containsExactly("stamp made", "press made", "runs");
  }

  @Test
  void oneThatCannotBeClosedIsWarnedOfAndChangesNothing(@TempDir Path folder) {
    Path output = folder.resolve("output");

    Child<Integer> child =
        zproc.spawn(SetupsLauncher.throwsAtTheEnd(), spawn -> spawn.output(Output.file(output)));

    assertThat(child.join()).isEqualTo(7);
    assertThat(child.exitCode()).hasValue(0);
    assertThat(bakery.names().get()).containsExactly("press made", "press closed by main");
    assertThat(output)
        .content()
        .contains("What dev.zproc.runtime.Setups.throwing made could not be closed")
        .contains("IllegalStateException: the lid is stuck");
  }

  @Test
  void oneThatHangsEndsWithItsProcessAndLosesNoResult() {
    Child<Integer> child =
        zproc.spawn(
            SetupsLauncher.hangsAtTheEnd(), spawn -> spawn.stopTimeout(Duration.ofMillis(1)));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> child.status().compareTo(ChildStatus.STOPPING) >= 0);

    assertThat(child.join(Duration.ofSeconds(60))).isEqualTo(7);
    assertThat(child.end()).isEqualTo(new ChildEnd.Returned());
    assertThat(child.exitCode()).hasValue(137);
  }

  @Test
  void whatASetUpThrowsIsTheFailureAndNamesIt() {
    ChildFailedException failure = failure(zproc.spawn(SetupsLauncher.neverRuns()));

    assertThat(failure.end())
        .isInstanceOfSatisfying(
            ChildEnd.Threw.class,
            threw -> {
              assertThat(threw.className()).isEqualTo("java.io.IOException");
              assertThat(threw.message())
                  .isEqualTo("in the set-up method dev.zproc.runtime.Setups.broken: no model");
              assertThat(threw.stack())
                  .startsWith("java.io.IOException: no model\n\tat ")
                  .contains("dev.zproc.runtime.Setups.broken(Setups.java:")
                  .contains("Caused by: java.lang.IllegalStateException: no disk")
                  .doesNotContain("SetupFailure");
            });
    assertThat(failure)
        .hasMessageContaining(
            "threw java.io.IOException: in the set-up method dev.zproc.runtime.Setups.broken: no"
                + " model.");
    assertThat(bakery.names().get()).containsExactly("stamp made", "stamp closed");
  }

  @Test
  void aRestartGoesByWhatItThrows() {
    Child<Integer> child = zproc.spawn(SetupsLauncher.later());

    assertThat(child.join()).isEqualTo(1);
    assertThat(child.restarts()).isEqualTo(2);
    assertThat(bakery.names().get()).containsExactly("press made", "press closed by main");
  }

  @Test
  void itMayEndTheProcess() {
    assertThat(failure(zproc.spawn(SetupsLauncher.neverRunsEither())).end())
        .isEqualTo(new ChildEnd.Exited(5, true));
  }

  @Test
  void itsTimeIsOfTheStartAndNotOfTheMethod() {
    Duration shorter = Duration.ofSeconds(3);
    Child<Integer> child = zproc.spawn(SetupsLauncher.patient(), spawn -> spawn.timeout(shorter));
    await().until(() -> bakery.names().get().contains("begun"));

    await()
        .during(shorter.plusMillis(500))
        .until(() -> child.status() == ChildStatus.STARTING && child.isAlive());
    bakery.cookies().set(1);

    assertThat(child.join()).isEqualTo(1);
  }

  @Test
  void oneThatTakesTooLongCouldNotStart() {
    Child<Integer> child =
        zproc.spawn(SetupsLauncher.patient(), spawn -> spawn.startTimeout(Duration.ofSeconds(3)));

    assertThat(failure(child).end())
        .isInstanceOfSatisfying(
            ChildEnd.StartFailed.class,
            failed -> assertThat(failed.reason()).contains("startTimeout"));
  }

  @Test
  void aStopInterruptsIt() {
    Child<Integer> child =
        zproc.spawn(SetupsLauncher.patient(), spawn -> spawn.stopTimeout(Duration.ofMinutes(2)));
    await().until(() -> bakery.names().get().contains("begun"));

    child.stop();

    assertThat(failure(child).end()).isInstanceOf(ChildEnd.Stopped.class);
    assertThat(child.exitCode()).hasValue(1);
  }

  private static ChildFailedException failure(Child<?> child) {
    return catchThrowableOfType(
        ChildFailedException.class, () -> child.join(Duration.ofMinutes(1)));
  }
}
