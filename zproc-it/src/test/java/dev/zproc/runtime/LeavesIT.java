package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.zproc.RestartPolicy;
import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.ChildStatus;
import dev.zproc.runtime.failure.ChildFailedException;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.testing.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What user code leaves behind does not change how its method ended, nor keeps it from ending. */
@ExtendWith(NoOrphans.class)
class LeavesIT {

  private static ZProc zproc;

  @BeforeAll
  static void open() {
    zproc = ZProc.open(options -> options.output(Output.DISCARD));
  }

  @AfterAll
  static void close() {
    zproc.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"streams that throw", "handlers that throw", "another locale", "interrupts"})
  void nothingOfTheUsersChangesTheOutcome(String left) {
    Child<Integer> child = zproc.spawn(LeavesLauncher.seven(left));

    assertThat(child.join()).isEqualTo(7);
    assertThat(child.exitCode()).hasValue(0);
  }

  @Test
  void nothingOfTheUsersChangesThatItsMethodHasThrown() {
    Child<Integer> child = zproc.spawn(LeavesLauncher.thrown("streams that throw"));

    assertThat(failure(child).end()).isInstanceOf(ChildEnd.Threw.class);
    assertThat(child.exitCode()).hasValue(1);
  }

  @Test
  void aSecurityManagerOfTheUsersChangesNothing() {
    assumeTrue(Runtime.version().feature() < 24, "later there are none");
    String left = "a security manager";

    Child<Integer> child =
        zproc.spawn(
            LeavesLauncher.seven(left), spawn -> spawn.jvmArgs("-Djava.security.manager=allow"));
    Child<Integer> other =
        zproc.spawn(
            LeavesLauncher.thrown(left), spawn -> spawn.jvmArgs("-Djava.security.manager=allow"));

    assertThat(child.join()).isEqualTo(7);
    assertThat(failure(other).end()).isInstanceOf(ChildEnd.Threw.class);
  }

  @Test
  void anExceptionThatCannotBeAskedForItsMessageIsToldByItsClass() {
    assertThat(failure(zproc.spawn(LeavesLauncher.mute())).end())
        .isInstanceOfSatisfying(
            ChildEnd.Threw.class,
            threw -> {
              assertThat(threw.className()).isEqualTo(Leaves.class.getName() + "$Mute");
              assertThat(threw.message()).contains("could not be described within 2 s");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"a hook that exits", "a hook that stays", "a stream that blocks"})
  void aProcessThatDoesNotEndIsKilledAndItsEndIsWhatWasTold(String left) {
    Child<Integer> child =
        zproc.spawn(LeavesLauncher.seven(left), spawn -> spawn.stopTimeout(Duration.ofMillis(1)));

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> child.status().compareTo(ChildStatus.STOPPING) >= 0);
    assertThat(child.join(Duration.ofSeconds(60))).isEqualTo(7);
    assertThat(child.end()).isEqualTo(new ChildEnd.Returned());
    assertThat(child.exitCode()).hasValue(137);
  }

  @Test
  void aFailureThatWasToldStaysOneThoughItsProcessIsStopped() {
    Child<Integer> child =
        zproc.spawn(
            LeavesLauncher.thrown("a hook that stays"),
            spawn -> spawn.stopTimeout(Duration.ofMinutes(2)));
    await().atMost(Duration.ofSeconds(60)).until(() -> child.status() == ChildStatus.STOPPING);

    child.kill();

    assertThat(failure(child).end()).isInstanceOf(ChildEnd.Threw.class);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aTimeOutCountsFromTheBeginOfTheMethod(@TempDir Path folder) throws IOException {
    Path slow = Fixtures.javaHome(folder);
    Path java = slow.resolve("bin").resolve("java");
    Files.writeString(java, Files.readString(java).replace("exec ", "sleep 4\nexec "));

    Child<String> child =
        zproc.spawn(
            KidsLauncher.look("none"),
            spawn -> spawn.javaHome(slow).timeout(Duration.ofSeconds(3)));

    assertThat(child.join()).isEqualTo("null");

    Child<Void> late =
        zproc.spawn(KidsLauncher.end("return"), spawn -> spawn.startTimeout(Duration.ofMillis(20)));
    assertThat(failure(late).end())
        .isInstanceOfSatisfying(
            ChildEnd.StartFailed.class,
            failed ->
                assertThat(failed.reason()).contains("within 20 ms").contains("startTimeout"));
  }

  @Test
  void aTimeOutCountsForEachRunAndNotForTheWait() {
    BakeryState bakery = BakeryState.of(zproc);
    Child<Void> child = zproc.spawn(LeavesLauncher.bake());

    for (int millis : new int[] {1_100, 1_101, 1_102}) {
      bakery.cookies().set(millis);
    }
    bakery.await(bakery.sold().equalTo(3L));
    // Waits for longer than a run may take.
    await().during(Duration.ofMillis(3_500)).until(child::isAlive);
    assertThat(child.end()).isNull();

    bakery.cookies().set(60_000);
    ChildFailedException failure = failure(child);
    assertThat(failure.end()).isEqualTo(new ChildEnd.TimedOut(Duration.ofSeconds(3)));
    assertThat(failure).hasMessageContaining("its method ran for longer than 3 s");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void itsStdinIsEmptyForProgramsThatItStartsToo() {
    Child<String> child = zproc.spawn(LeavesLauncher.read());

    assertThat(child.join(Duration.ofSeconds(60))).isEqualTo("0 -1");

    // Where no shell can move it, reading it is an error, but not for ever.
    Child<String> other =
        zproc.spawn(LeavesLauncher.read(), spawn -> spawn.env("spring.profiles.active", "test"));
    assertThat(other.join(Duration.ofSeconds(60))).isEqualTo("1 -1");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void itsEnvironmentIsOursWhateverMovesItsStdin() {
    Map<String, String> expected = new TreeMap<>(System.getenv());
    expected.keySet().removeIf(LeavesIT::isOfTools);
    expected.put("spring.profiles.active", "test");

    assertThat(environment(spawn -> spawn.env("spring.profiles.active", "test")))
        .isEqualTo(expected);
    expected.remove("spring.profiles.active");
    assertThat(environment(spawn -> {})).isEqualTo(expected);
    expected.remove("PWD");
    assertThat(environment(spawn -> spawn.env("PWD", null))).isEqualTo(expected);
  }

  private static Map<String, String> environment(Consumer<SpawnOptions> options) {
    Map<String, String> found =
        new TreeMap<>(zproc.spawn(LeavesLauncher.environment(), options).join());
    found.keySet().removeIf(LeavesIT::isOfTools);
    return found;
  }

  private static boolean isOfTools(String variable) {
    return variable.endsWith("JAVA_TOOL_OPTIONS")
        || variable.endsWith("JDK_JAVA_OPTIONS")
        || variable.endsWith("_JAVA_OPTIONS");
  }

  @Test
  void aChildThatOpensAContextIsToldToTakeOne() {
    assertThat(failure(zproc.spawn(LeavesLauncher.open(false))))
        .hasMessageContaining("java.lang.IllegalStateException")
        .hasMessageContaining("take a ZProc as a parameter")
        .hasMessageContaining("nested()");
    assertThat(zproc.spawn(LeavesLauncher.open(true)).join()).isEqualTo(3);
  }

  @Test
  void generationsOfChildrenAreBounded() {
    try (ZProc shallow = ZProc.open(o -> o.output(Output.DISCARD).maxDepth(2))) {
      ChildFailedException failure = failure(shallow.spawn(LeavesLauncher.deeper()));

      assertThat(String.valueOf(failure.getMessage()))
          .contains("generation 3")
          .contains("maxDepth");
    }
  }

  @Test
  void aClassThatIsNotThereIsNotLookedForAgain(@TempDir Path empty) throws Exception {
    Files.createFile(empty.resolve("nothing.jar"));
    Child<Integer> child =
        zproc.spawn(
            KidsLauncher.add(1, 2), spawn -> spawn.classPath(empty).restart(RestartPolicy.ALWAYS));

    assertThat(failure(child).end())
        .isInstanceOfSatisfying(
            ChildEnd.StartFailed.class,
            failed -> assertThat(failed.reason()).contains("dev.zproc.runtime.Kids_AddMain"));
    assertThat(child.restarts()).isZero();
  }

  private static ChildFailedException failure(Child<?> child) {
    return catchThrowableOfType(
        ChildFailedException.class, () -> child.join(Duration.ofMinutes(1)));
  }
}
