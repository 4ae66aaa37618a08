package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.ChildStatus;
import dev.zproc.runtime.failure.ChildFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every way to end, each in a real process. */
@ExtendWith(NoOrphans.class)
class ChildEndIT {

  private final ZProc zproc = Contexts.open(options -> options.output(Output.DISCARD));

  @AfterEach
  void close() {
    zproc.close();
  }

  @Test
  void returnsAResult() {
    Child<Integer> child = zproc.spawn(KidsLauncher.add(40, 2));

    assertThat(child.join()).isEqualTo(42);
    assertThat(child.end()).isEqualTo(new ChildEnd.Returned());
    assertThat(child.exitCode()).hasValue(0);
    assertThat(child.status()).isEqualTo(ChildStatus.EXITED);
    assertThat(child.isAlive()).isFalse();
    assertThat(child.result().join()).isEqualTo(42);
    assertThat(child.onExit().join()).isEqualTo(new ChildEnd.Returned());
  }

  @Test
  void returnsNothing() {
    assertThat(zproc.spawn(KidsLauncher.end("return")).join()).isNull();
  }

  @Test
  void carriesALargeArgumentAndALargeResult() {
    String text = "zwölf Boxkämpfer".repeat(200_000);

    assertThat(zproc.spawn(KidsLauncher.echo(text)).join()).isEqualTo(text);
  }

  @Test
  void tellsWhatItThrewWithTheWholeStack() {
    Child<Void> child = zproc.spawn(KidsLauncher.end("throw"));

    ChildFailedException failure = catchThrowableOfType(ChildFailedException.class, child::join);

    assertThat(failure.end())
        .isInstanceOfSatisfying(
            ChildEnd.Threw.class,
            threw -> {
              assertThat(threw.className()).isEqualTo("java.io.IOException");
              assertThat(threw.message()).isEqualTo("disk full");
              assertThat(threw.stack())
                  .contains("Kids.end", "Caused by: java.lang.IllegalStateException: inner")
                  .doesNotContain("Kids_EndMain", "dev.zproc.runtime.internal", "Bootstrap")
                  .contains("Suppressed: java.lang.RuntimeException: beside");
            });
    assertThat(failure)
        .hasMessageStartingWith(
            "'%s' (dev.zproc.runtime.Kids.end(throw), attempt 1, pid %d) threw java.io.IOException",
            child.name(), child.pid())
        .hasMessageContaining("--- in the child ---\njava.io.IOException: disk full\n\tat ")
        .hasMessageContaining("--- spawned ---\n\tat ")
        .hasMessageContaining("ChildEndIT.tellsWhatItThrewWithTheWholeStack");
    assertThat(failure.getMessage().indexOf("in the child"))
        .isLessThan(failure.getMessage().indexOf("spawned"));
    assertThat(child.exitCode()).hasValue(1);
    assertThat(failure.getStackTrace())
        .as("begins with who has called, not with what is inside zproc")
        .noneMatch(frame -> frame.getClassName().endsWith("ForkedChild"))
        .anyMatch(frame -> frame.getClassName().equals(getClass().getName()));
  }

  @Test
  void tellsSystemExitFromTheSignalOfTheSameCode() {
    assertThat(end("exit 137")).isEqualTo(new ChildEnd.Exited(137, false));
    assertThat(end("kill 9")).isEqualTo(new ChildEnd.Signalled(9, "SIGKILL"));
  }

  @Test
  void takesAnExitWithZeroForAFailureAsTheMethodHasNotReturned() {
    assertThat(end("exit 0")).isEqualTo(new ChildEnd.Exited(0, false));
    assertThat(end("halt 0")).isEqualTo(new ChildEnd.Exited(0, false));
  }

  @Test
  void endsWithTheCodeOfAProcessExit() {
    Child<Void> zero = zproc.spawn(KidsLauncher.end("process-exit 0"));
    Child<Void> five = zproc.spawn(KidsLauncher.end("process-exit 5"));

    assertThat(zero.join()).isNull();
    assertThat(zero.end()).isEqualTo(new ChildEnd.Exited(0, true));
    assertThatThrownBy(five::join).hasMessageContaining("ended with ProcessExit(5)");
    assertThat(five.exitCode()).hasValue(5);
  }

  @Test
  void isToldTheSignal() {
    assertThat(end("kill 15")).isEqualTo(new ChildEnd.Signalled(15, "SIGTERM"));
  }

  @Test
  void findsTheReportOfANativeCrash() throws Exception {
    Child<Void> child =
        zproc.spawn(
            KidsLauncher.end("kill 11"), spawn -> spawn.jvmArgs("-XX:-CreateCoredumpOnCrash"));

    ChildEnd end = child.onExit().get();

    assertThat(end)
        .isInstanceOfSatisfying(
            ChildEnd.Crashed.class, crashed -> assertThat(crashed.report()).isRegularFile());
    Files.delete(((ChildEnd.Crashed) end).report());
  }

  @Test
  void findsTheReportOfACrashWhereTheJvmHasWrittenItInstead(@TempDir Path folder) {
    Child<Void> child =
        zproc.spawn(
            KidsLauncher.end("kill 11"),
            spawn ->
                spawn
                    .directory(folder)
                    .jvmArgs("-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=no/such/folder/%p.log"));

    assertThat(child.onExit().join())
        .isInstanceOfSatisfying(
            ChildEnd.Crashed.class,
            crashed -> assertThat(crashed.report()).isRegularFile().hasParent(folder));
  }

  @Test
  void tellsAFullHeapFromTheSameCode() {
    Child<Void> full = zproc.spawn(KidsLauncher.end("fill-heap"), spawn -> spawn.heap("16m"));

    assertThatThrownBy(full::join)
        .hasMessageContaining("ran out of memory")
        .hasMessageContaining("heap(");
    assertThat(full.end()).isEqualTo(new ChildEnd.OutOfMemory());
    assertThat(end("halt 3")).isEqualTo(new ChildEnd.Exited(3, false));
  }

  @Test
  void endsThoughThreadsAreLeftRunning() {
    assertThat(zproc.spawn(KidsLauncher.end("leave-thread")).join()).isNull();
  }

  @Test
  void saysWhyTheJvmCouldNotStart() {
    Child<Integer> child =
        zproc.spawn(KidsLauncher.add(1, 2), spawn -> spawn.jvmArgs("-Xmxnonsense"));

    assertThatThrownBy(child::join)
        .hasMessageContaining("could not start")
        .hasMessageContaining("Invalid maximum heap size")
        .hasMessageContaining("-Xmxnonsense")
        .hasMessageContaining("Kids_AddMain");
  }

  @Test
  void saysWhyTheProcessCouldNotStart(@TempDir Path folder) {
    Child<Integer> child = zproc.spawn(KidsLauncher.add(1, 2), spawn -> spawn.javaHome(folder));

    assertThat(child.onExit().join()).isInstanceOf(ChildEnd.StartFailed.class);
    assertThatThrownBy(child::join).hasMessageContaining(folder.toString());
    assertThat(child.pid()).isEqualTo(-1);
    assertThat(child.exitCode()).isEmpty();
  }

  @Test
  void isKilledAtItsTimeOut() {
    Child<Void> child =
        zproc.spawn(
            KidsLauncher.stay("deaf to TERM"), spawn -> spawn.timeout(Duration.ofMillis(1_500)));

    assertThatThrownBy(child::join).hasMessageContaining("ran for longer than 1500 ms");
    assertThat(child.end()).isEqualTo(new ChildEnd.TimedOut(Duration.ofMillis(1_500)));
  }

  @Test
  void givesEachOfManyItsOwnNameAndResult() {
    List<Child<Integer>> children = zproc.spawn(KidsLauncher.add(1, 1), 3);

    assertThat(children).extracting(Child::join).containsExactly(2, 2, 2);
    assertThat(children).extracting(Child::name).doesNotHaveDuplicates();
    assertThat(children).extracting(Child::pid).doesNotHaveDuplicates();
  }

  private ChildEnd end(String how) {
    return zproc.spawn(KidsLauncher.end(how)).onExit().join();
  }
}
