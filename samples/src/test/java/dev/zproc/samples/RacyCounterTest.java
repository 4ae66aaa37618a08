package dev.zproc.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.zproc.junit.Schedules;
import dev.zproc.runtime.ZProc;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A race in a sample is found, and found again by its seed; without it every order is right. */
class RacyCounterTest {

  private static void isWrong(ZProc zproc) {
    zproc.spawn(RacyCounterLauncher.counter("ann", 1));
    zproc.spawn(RacyCounterLauncher.counter("bob", 1));
    countsTwo(zproc);
  }

  private static void isRight(ZProc zproc) {
    zproc.spawn(AtomicityLauncher.counter("ann", 1));
    zproc.spawn(AtomicityLauncher.counter("bob", 1));
    countsTwo(zproc);
  }

  private static void countsTwo(ZProc zproc) {
    zproc.awaitAll();
    assertThat(TallyState.of(zproc).count().get()).isEqualTo(2);
  }

  @Test
  void theRaceIsFoundWithinAThousandSeedsAndAgainByTheSeedThatIsPrinted() {
    AssertionError found =
        catchThrowableOfType(
            AssertionError.class, () -> Schedules.explore(1_000, RacyCounterTest::isWrong));

    Matcher printed = Pattern.compile("Schedules\\.replay\\((\\d+), ").matcher(found.getMessage());
    assertThat(printed.find()).as(found.getMessage()).isTrue();
    long seed = Long.parseLong(printed.group(1));
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> Schedules.replay(seed, RacyCounterTest::isWrong))
          .hasMessage(found.getMessage());
    }
    Schedules.replay(seed, RacyCounterTest::isRight);
  }

  @Test
  void theSampleItselfIsRightInEveryOrder() {
    Schedules.explore(20, RacyCounterTest::isRight);
  }
}
