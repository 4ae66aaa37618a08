package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.zproc.CrashReason;
import dev.zproc.RestartPolicy;
import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.ChildStatus;
import dev.zproc.runtime.failure.ChildFailedException;
import dev.zproc.runtime.failure.ContextClosedException;
import dev.zproc.runtime.failure.WaitInterruptedException;
import dev.zproc.runtime.failure.WaitTimeoutException;
import dev.zproc.runtime.testing.CalmTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Stopping, killing, restarting and awaiting real processes. */
@ExtendWith(NoOrphans.class)
class ChildControlIT {

  private final ZProc zproc = Contexts.open(options -> options.output(Output.DISCARD));

  @AfterEach
  void close() {
    zproc.close();
  }

  @Test
  void stopsAtOnceByInterruptingTheMethod() {
    Child<Void> child = running("forever");

    child.stop();

    assertThat(child.end()).isEqualTo(new ChildEnd.Stopped());
    assertThat(child.exitCode()).hasValue(1); // by the exception, not by a signal
    assertThatThrownBy(child::join)
        .isInstanceOf(ChildFailedException.class)
        .hasMessageContaining("was stopped");
  }

  @Test
  void stopsAChildThatIsStillStarting() {
    Child<Void> child = zproc.spawn(KidsLauncher.stay("forever"));

    child.stop();

    assertThat(child.end()).isEqualTo(new ChildEnd.Stopped());
    assertThat(child.exitCode()).hasValue(1);
  }

  /** Or kills it, where the machine is so busy that it does not end in time; hardly thrice. */
  @Test
  void terminatesAChildThatDoesNotListen() {
    List<Integer> codes = new ArrayList<>();
    while (!codes.contains(143) && codes.size() < 3) {
      Child<Void> child = running("deaf");

      child.stop(Duration.ofMillis(200));

      assertThat(child.end()).isEqualTo(new ChildEnd.Stopped());
      codes.add(child.exitCode().orElseThrow());
    }
    assertThat(codes).endsWith(143);
  }

  @Test
  void killsAChildThatIgnoresTermination() {
    Child<Void> child = running("deaf to TERM");

    child.stop(Duration.ofMillis(200));

    assertThat(child.end()).isEqualTo(new ChildEnd.Stopped());
    assertThat(child.exitCode()).hasValue(137);
  }

  @Test
  void killsAtOnce() {
    Child<Void> child = running("deaf to TERM");

    child.kill();

    assertThat(child.end()).isEqualTo(new ChildEnd.Stopped());
    assertThat(child.exitCode()).hasValue(137);
  }

  @Test
  void endsTheForeignProgramsOfAChildThatIsStopped() throws Exception {
    Child<Void> child = zproc.spawn(KidsLauncher.fork("sleep 600"));
    ProcessHandle sleeper =
        await()
            .until(
                () ->
                    ProcessHandle.of(child.pid()).stream()
                        .flatMap(ProcessHandle::children)
                        .filter(p -> p.info().command().orElse("").endsWith("sleep"))
                        .findAny(),
                Optional::isPresent)
            .orElseThrow();

    child.stop();

    assertThat(CalmTime.within(Duration.ofSeconds(2), () -> !sleeper.isAlive())).isTrue();
  }

  @Test
  void keepsNothingOfASignalThatWasSent() {
    ForkedChild<Void> child = (ForkedChild<Void>) running("forever");
    int before = child.supervisor().ended().getNumberOfDependents();

    for (int i = 0; i < 3; i++) {
      assertThat(child.signal(Signal.CONT)).isTrue();
    }

    assertThat(child.supervisor().ended().getNumberOfDependents()).isEqualTo(before);
  }

  @Test
  void leavesTheChildAloneWhenAJoinTimesOutOrIsInterrupted() {
    Child<Void> child = running("forever");

    assertThatThrownBy(() -> child.join(Duration.ofMillis(50)))
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageContaining("stay");
    Thread.currentThread().interrupt();
    assertThatThrownBy(child::join).isInstanceOf(WaitInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(child.isAlive()).isTrue();
    assertThat(child.status()).isEqualTo(ChildStatus.RUNNING);
  }

  @Test
  void startsAgainAfterAFailureUntilItSucceeds(@TempDir Path folder) {
    Child<Integer> child =
        zproc.spawn(
            KidsLauncher.count(folder.resolve("count"), 3),
            spawn ->
                spawn.restart(
                    RestartPolicy.ON_FAILURE, 5, Duration.ofMinutes(1), Duration.ofMillis(10)));

    assertThat(child.join()).isEqualTo(3);
    assertThat(child.restarts()).isEqualTo(2);
  }

  @Test
  void givesUpAfterTheAllowedRestartsAndSaysWhichAttemptItWas() {
    Child<Void> child =
        zproc.spawn(
            KidsLauncher.end("throw"),
            spawn ->
                spawn.restart(
                    RestartPolicy.ON_FAILURE, 2, Duration.ofMinutes(1), Duration.ofMillis(10)));

    assertThatThrownBy(child::join)
        .hasMessageContaining("attempt 3")
        .hasMessageContaining("disk")
        .hasMessageContaining("It was given up after 2 restarts within 60 s.");
    assertThat(child.restarts()).isEqualTo(2);
  }

  @Test
  void retriesOnASubclassOfWhatItNamesWhichTheParentKnowsByNameOnly() {
    Child<Void> child =
        zproc.spawn(
            KidsLauncher.end("throw private"),
            spawn ->
                spawn.restart(
                    r ->
                        r.retryOn(IOException.class)
                            .max(2, Duration.ofMinutes(1))
                            .backoff(Duration.ofMillis(10))));

    assertThatThrownBy(child::join)
        .hasMessageContaining("Kids$Private")
        .hasMessageContaining("It was given up after 2 restarts within 60 s.");
    assertThat(child.restarts()).isEqualTo(2);
  }

  @Test
  void doesNotRetryWhatItDoesNotName() {
    Child<Void> child =
        zproc.spawn(
            KidsLauncher.end("throw"),
            spawn ->
                spawn.restart(
                    r ->
                        r.retryOn(IllegalStateException.class)
                            .retryOnCrash(CrashReason.SIGNAL, CrashReason.EXIT)));

    assertThatThrownBy(child::join).hasMessageContaining("disk full");
    assertThat(child.restarts()).isZero();
  }

  @Test
  void retriesACrashThatItNamesInAnotherProcess() {
    Child<Void> child =
        zproc.spawn(
            KidsLauncher.end("kill 9"),
            spawn ->
                spawn.restart(
                    r ->
                        r.retryOnCrash(CrashReason.SIGNAL)
                            .max(1, Duration.ofMinutes(1))
                            .backoff(Duration.ofMillis(10))));
    long first = child.pid();

    assertThatThrownBy(child::join)
        .hasMessageContaining("SIGKILL")
        .hasMessageContaining("It was given up after 1 restart within 60 s.");
    assertThat(child.pid()).isNotEqualTo(first);
  }

  /** What has been below it when it was first to end, and then is not any more. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void killsWhatHasSlippedAwayWhileItWasToEnd(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("program");
    List<String> lines = new CopyOnWriteArrayList<>();
    Child<Void> child =
        zproc.spawn(
            KidsLauncher.shed(file), spawn -> spawn.output(Output.lines(l -> lines.add(l.text()))));
    await().until(() -> !lines.isEmpty());
    new Thread(() -> child.stop(Duration.ofMinutes(2))).start();
    await().until(() -> Files.exists(file));
    long program = Long.parseLong(Files.readString(file));
    try {
      child.kill();

      await().until(() -> !RootJvm.isRunning(program));
    } finally {
      ProcessHandle.of(program).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void startsAgainAfterAReturnIfAlwaysUntilItIsStopped() {
    Child<Integer> child =
        zproc.spawn(
            KidsLauncher.add(1, 1),
            spawn ->
                spawn.restart(
                    RestartPolicy.ALWAYS, 100, Duration.ofMinutes(1), Duration.ofMillis(10)));
    await().until(() -> child.restarts() >= 2);

    child.stop();

    assertThat(child.status()).isEqualTo(ChildStatus.EXITED);
  }

  @Test
  void cutsTheDelayBeforeARestartShort() {
    Child<Void> child =
        zproc.spawn(
            KidsLauncher.end("throw"),
            spawn ->
                spawn.restart(
                    RestartPolicy.ON_FAILURE, 5, Duration.ofMinutes(5), Duration.ofSeconds(30)));
    await().until(() -> child.status() == ChildStatus.BACKING_OFF);

    child.stop();

    assertThat(child.end()).isEqualTo(new ChildEnd.Stopped());
    assertThat(child.restarts()).isZero();
  }

  @Test
  void awaitsAllAndStopsTheRestAtTheFirstFailure() {
    Child<Void> healthy = running("forever");
    Child<Void> failing = zproc.spawn(KidsLauncher.end("throw"));

    assertThatThrownBy(zproc::awaitAll).hasMessageStartingWith("'" + failing.name() + "'");

    assertThat(healthy.end()).isEqualTo(new ChildEnd.Stopped());
    assertThat(zproc.children()).isEmpty();
    zproc.awaitAll(); // a failure is told once
  }

  /** One that is killed by another limit ends with 137. */
  @Test
  @EnabledIfSystemProperty(named = "zproc.full", matches = "true")
  void givesEachItsOwnTimeToEndAtTheFirstFailure() {
    Child<Void> deaf =
        zproc.spawn(KidsLauncher.stay("deaf"), spawn -> spawn.stopTimeout(Duration.ofSeconds(11)));
    await().until(() -> deaf.status() == ChildStatus.RUNNING);
    zproc.spawn(KidsLauncher.end("throw"));

    assertThatThrownBy(zproc::awaitAll).isInstanceOf(ChildFailedException.class);

    assertThat(deaf.end()).isEqualTo(new ChildEnd.Stopped());
    assertThat(deaf.exitCode()).hasValue(143);
  }

  @Test
  void collectsAllFailures() {
    zproc.spawn(KidsLauncher.end("throw"));
    zproc.spawn(KidsLauncher.end("exit 4"));
    Child<Integer> good = zproc.spawn(KidsLauncher.add(1, 2));

    assertThatThrownBy(() -> zproc.awaitAll(AwaitMode.COLLECT))
        .isInstanceOf(ChildFailedException.class)
        .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
    assertThat(good.join()).isEqualTo(3);
  }

  @Test
  void stopsAllInReverseOrderWhenItCloses(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("log");
    List<Child<Void>> children =
        List.of(
            zproc.spawn(KidsLauncher.log(log, "first")),
            zproc.spawn(KidsLauncher.log(log, "second")),
            zproc.spawn(KidsLauncher.log(log, "third")));
    await().until(() -> children.stream().allMatch(c -> c.status() == ChildStatus.RUNNING));
    await().until(() -> Files.exists(log) && Files.readAllLines(log).size() == 3);

    zproc.close();

    assertThat(Files.readAllLines(log).subList(3, 6))
        .containsExactly("-third", "-second", "-first");
    assertThatThrownBy(() -> zproc.spawn(KidsLauncher.add(1, 2)))
        .isInstanceOf(ContextClosedException.class);
  }

  @Test
  void killsWhatDoesNotStopInTimeWhenItCloses() {
    ZProc hasty =
        ZProc.open(options -> options.output(Output.DISCARD).stopTimeout(Duration.ofMillis(500)));
    Child<Void> child = hasty.spawn(KidsLauncher.stay("deaf to TERM"));
    await().until(() -> child.status() == ChildStatus.RUNNING);

    hasty.close();

    assertThat(child.exitCode()).hasValue(137);
  }

  /** What a child has printed is passed on before its end is told, to code that may be slow. */
  @Test
  void nobodyWaitsForAChildOnceItsContextIsClosed() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    ZProc context =
        ZProc.open(
            options ->
                options
                    .output(Output.lines(line -> awaitQuietly(never)))
                    .stopTimeout(Duration.ofMillis(100)));
    Child<Void> child = context.spawn(KidsLauncher.stay("forever"));
    CompletableFuture<ChildEnd> watched = child.onExit();
    CompletableFuture<Void> joined =
        CompletableFuture.runAsync(child::join, task -> new Thread(task).start());
    await().until(() -> child.status() == ChildStatus.RUNNING);

    context.close();

    assertThat(watched).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(new ChildEnd.Stopped());
    assertThat(joined)
        .failsWithin(Duration.ofSeconds(5))
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(ChildFailedException.class);
    assertThat(child.isAlive()).isFalse();
    never.countDown();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void leavesNothingBehindIfItIsClosedWhileOthersSpawn() throws Exception {
    ZProc context = ZProc.open(options -> options.output(Output.DISCARD));
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  while (true) {
                    context.spawn(KidsLauncher.stay("forever"));
                  }
                } catch (ContextClosedException e) {
                  // that is how it must end
                }
              });
      threads.add(thread);
      thread.start();
    }
    await().until(() -> context.children().size() >= 4);

    context.close();

    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(context.children()).isEmpty();
  }

  private Child<Void> running(String how) {
    Child<Void> child = zproc.spawn(KidsLauncher.stay(how));
    await().until(() -> child.status() == ChildStatus.RUNNING);
    return child;
  }
}
