package dev.zproc.junit;

import static dev.zproc.junit.ZProcAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.Child;
import dev.zproc.runtime.Output;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.ZProcOptions;
import dev.zproc.runtime.failure.ChildFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Test classes as users write them, good ones and bad ones; run by {@link ZProcExtensionIT}. */
final class Cases {

  /** What a case has left, or tells of itself. */
  static final List<Long> PIDS = new ArrayList<>();

  static final List<ZProc> CONTEXTS = new ArrayList<>();

  private Cases() {}

  static class Good {

    @ZProcTest
    void seesWhatAChildHasDone(ZProc zproc) {
      Kitchen_LarderState larder = Kitchen_LarderState.of(zproc);
      zproc.spawn(KitchenLauncher.bake(3));
      assertThat(larder.cookies()).eventuallyEquals(3);
    }

    @ZProcTest
    void expectsAFailure(ZProc zproc) {
      Child<Void> child = zproc.spawn(KitchenLauncher.burn());
      assertThatThrownBy(child::join).isInstanceOf(ChildFailedException.class);
    }

    @ZProcTest
    void stopsWhatRuns(ZProc zproc) {
      zproc.spawn(KitchenLauncher.wish());
    }

    @ZProcTest
    void takesNoContext() {}
  }

  @ZProcTest
  static class OfAClass {

    private @Nullable ZProc before;

    @BeforeEach
    void prepare(ZProc zproc) {
      before = zproc;
      Kitchen_LarderState.of(zproc).cookies().add(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void getsAContextEach(int number, ZProc zproc) {
      assertThat(zproc).isSameAs(before);
      assertThat(Kitchen_LarderState.of(zproc).cookies().get()).isEqualTo(1);
    }

    @Nested
    class Inside {

      @Test
      void too(ZProc zproc) {
        assertThat(zproc).isSameAs(before);
      }
    }

    @AfterEach
    void look(ZProc zproc) {
      assertThat(zproc).isSameAs(before);
      zproc.ping();
    }
  }

  static class LeavesAProcess {

    @ZProcTest
    void leaves(ZProc zproc) {
      PIDS.add(zproc.spawn(KitchenLauncher.leave()).join());
    }
  }

  static class LeavesAThread {

    @ZProcTest
    void leaves() {
      CONTEXTS.add(ZProc.open());
    }
  }

  static class FailsUnseen {

    @ZProcTest
    void looksElsewhere(ZProc zproc) {
      zproc.spawn(KitchenLauncher.burn());
      await().atMost(Duration.ofSeconds(60)).until(() -> zproc.children().isEmpty());
    }
  }

  static class Fails {

    @ZProcTest
    void atTheEnd(ZProc zproc) {
      zproc.spawn(KitchenLauncher.wish());
      zproc.spawn(KitchenLauncher.talk(300)).join();
      zproc.spawn(KitchenLauncher.talk(0)).join();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> zproc.waits().toString().contains("cookies > 1000"));
      fail("no luck");
    }
  }

  static class TimesOut {

    private Child<Void> child;

    @BeforeEach
    void hang(ZProc zproc) {
      child = zproc.spawn(KitchenLauncher.hang());
      assertThat(Kitchen_LarderState.of(zproc).baker())
          .within(Duration.ofSeconds(60))
          .eventuallyEquals("hangs");
      PIDS.add(child.pid());
    }

    @ZProcTest
    @Timeout(value = 1, unit = TimeUnit.SECONDS)
    void waitsForEver() {
      child.join();
    }
  }

  static class WithOptions {

    @ZProcTest(options = "small")
    void hasThem(ZProc zproc) {
      larder(zproc, "x".repeat(100));
    }

    static void small(ZProcOptions options) {
      options.maxValueBytes(50).output(Output.DISCARD);
    }
  }

  static class WithAField {

    @RegisterExtension
    static final ZProcExtension CONTEXT = ZProcExtension.with(options -> options.maxValueBytes(50));

    @Test
    void hasThem(ZProc zproc) {
      larder(zproc, "x".repeat(100));
    }
  }

  static class WithoutTheMethod {

    @ZProcTest(options = "missing")
    void hasThem(ZProc zproc) {}
  }

  @ZProcTest
  static class WithAConstructor {

    WithAConstructor(ZProc zproc) {}

    @Test
    void cannotBe() {}
  }

  private static void larder(ZProc zproc, String baker) {
    Kitchen_LarderState.of(zproc).baker().set(baker);
  }
}
