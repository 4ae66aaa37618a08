package dev.zproc.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.failure.ChildFailedException;
import dev.zproc.runtime.failure.LimitExceededException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** Runs test classes that use the extension, and looks at what JUnit makes of them. */
class ZProcExtensionIT {

  @AfterEach
  void clean() {
    Cases.CONTEXTS.forEach(ZProc::close);
    Cases.CONTEXTS.clear();
    Cases.PIDS.clear();
  }

  @Test
  void testsThatLeaveNothingPass() {
    TestRun run = TestRun.of(Cases.Good.class);

    assertThat(run.allPassed()).as(run::toString).isTrue();
    assertThat(run.results()).hasSize(4);
  }

  @Test
  void eachTestOfAClassHasAContextOfItsOwn() {
    TestRun run = TestRun.of(Cases.OfAClass.class);

    assertThat(run.allPassed()).as(run::toString).isTrue();
    assertThat(run.results()).hasSize(3);
  }

  @Test
  void aProcessThatOutlivesTheContextFailsTheTestAndIsKilled() {
    assumeTrue(
        Files.exists(Path.of("/proc/self/environ")),
        "only Linux shows whose a process was; run it there");

    TestRun run = TestRun.of(Cases.LeavesAProcess.class);

    assertThat(run.failure())
        .isInstanceOf(LeftBehindError.class)
        .hasMessageContaining("outlived its context")
        .hasMessageContaining(Cases.PIDS.get(0) + " ")
        .hasMessageContaining("sleep 600");
    assertThat(ProcessHandle.of(Cases.PIDS.get(0))).isEmpty();
  }

  @Test
  void aContextThatIsNotClosedFailsTheTest() {
    TestRun run = TestRun.of(Cases.LeavesAThread.class);

    assertThat(run.failure())
        .isInstanceOf(LeftBehindError.class)
        .hasMessageContaining("zproc-state-server");
  }

  @Test
  void threadsAreNobodysWhileTestsRunInParallel() {
    TestRun run = TestRun.of(Cases.LeavesAThread.class, true);

    assertThat(run.allPassed()).as(run::toString).isTrue();
  }

  @Test
  void aFailureThatNobodyHasAskedForFailsTheTest() {
    TestRun run = TestRun.of(Cases.FailsUnseen.class);

    assertThat(run.failure())
        .isInstanceOf(LeftBehindError.class)
        .hasMessageContaining("'burn'")
        .hasMessageContaining("IllegalStateException: burnt");
    assertThat(run.failure().getSuppressed()[0]).isInstanceOf(ChildFailedException.class);
    assertThat(run.report())
        .contains("at dev.zproc.junit.Kitchen.burn")
        .contains("[burn] it is hot");
  }

  @Test
  void aFailureShowsTheEndOfTheOutputAndWhoWasThere() {
    TestRun run = TestRun.of(Cases.Fails.class);

    assertThat(run.failure()).isExactlyInstanceOf(AssertionError.class).hasMessage("no luck");
    assertThat(run.report())
        .contains("(the last 200 of 302 lines)")
        .contains("[talk] line 299\n")
        .contains("[talk#2 err] a complaint")
        .doesNotContain("[talk] line 100\n")
        .contains("wish[dev.zproc.junit.Kitchen.wish(), pid ")
        .contains("wish waits for cookies > 1000 (larder.cookies = 0) since");
  }

  @Test
  void aTestThatTimesOutLeavesNothing() {
    TestRun run = TestRun.of(Cases.TimesOut.class);

    assertThat(run.failure()).isInstanceOf(TimeoutException.class);
    assertThat(run.report())
        .contains("[hang] hanging")
        .contains("hang[dev.zproc.junit.Kitchen.hang(), pid " + Cases.PIDS.get(0) + ", RUNNING]");
    assertThat(ProcessHandle.of(Cases.PIDS.get(0))).isEmpty();
  }

  @Test
  void optionsComeFromAMethodOrAField() {
    for (Class<?> test : new Class<?>[] {Cases.WithOptions.class, Cases.WithAField.class}) {
      assertThat(TestRun.of(test).failure())
          .isInstanceOf(LimitExceededException.class)
          .hasMessageContaining("maxValueBytes");
    }
  }

  @Test
  void mistakesAreNamedWithTheirRemedy() {
    assertThat(TestRun.of(Cases.WithoutTheMethod.class).failure())
        .isInstanceOf(ExtensionConfigurationException.class)
        .hasMessageContaining("static void missing(ZProcOptions options)");
    assertThat(TestRun.of(Cases.WithAConstructor.class).failure())
        .isInstanceOf(ParameterResolutionException.class)
        .hasMessageContaining("@BeforeEach");
  }
}
