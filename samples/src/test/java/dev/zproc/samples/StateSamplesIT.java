package dev.zproc.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The samples about sharing, changing and watching the state. */
class StateSamplesIT {

  private static final boolean FULL = Boolean.getBoolean("zproc.full");

  private static SampleRun run(Class<?> program, String... arguments) {
    SampleRun run = SampleRun.of(program, arguments);
    assertThat(run.errors()).isEmpty();
    assertThat(run.exitCode()).isZero();
    SampleRun.assertNothingLeft(program);
    return run;
  }

  /** The numbers at the end of the lines that begin with {@code prefix}. */
  private static List<Integer> numbers(SampleRun run, String prefix) {
    return run.linesOf(prefix).stream()
        .map(line -> Integer.valueOf(line.substring(prefix.length())))
        .toList();
  }

  private static List<Integer> upTo(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }

  @Test
  void everyCookieIsEatenOnce() {
    int cookies = FULL ? 1000 : 50;
    SampleRun run = run(CookieEater.class, "" + cookies);

    assertThat(run.linesOf("baker: here's a cookie!")).hasSize(cookies);
    assertThat(run.linesOf("eater: nom nom nom")).hasSize(cookies);
    assertThat(run.lines()).last().isEqualTo("cookies left: 0");
  }

  @Test
  void aCrowdOfEatersLeavesExactlyTheRightCount() {
    int eaters = FULL ? 100 : 10;
    SampleRun run = run(CookieEaterExtreme.class, "" + eaters, "5");

    assertThat(run.lines())
        .containsExactly(
            "ready: " + eaters + ", done: " + eaters,
            "cookies: " + (5 - eaters * 5) + " = 5 - " + eaters + " * 5");
  }

  @Test
  void aSlowConsumerIsLiveBufferedOrBoth() {
    SampleRun run = run(PeanutProcessor.class);

    assertThat(numbers(run, "generator: peanut ")).isEqualTo(upTo(30));
    List<Integer> live = numbers(run, "live consumer got: ");
    assertThat(live).hasSize(5).isSorted().doesNotHaveDuplicates();
    assertThat(live.get(4)).isGreaterThan(5); // it has missed some
    assertThat(numbers(run, "buffered consumer got: ")).isEqualTo(upTo(5));
    assertThat(numbers(run, "hybrid consumer got: ")).containsExactly(6, 23, 25, 27, 29);
  }

  @Test
  void everyWayToWaitSeesTheRevisionThatItWaitedFor() {
    SampleRun run = run(StateWatchers.class);

    assertThat(run.lines())
        .containsExactlyInAnyOrder(
            "await(flags -> flags.flag1() && !flags.flag2()) -> true, false, null",
            "await(flag1().equalTo(true)) -> true, false, null",
            "await(flag1().notEqualTo(false)) -> true, false, null",
            "await(banner().isNull()) -> false, false, null",
            "await(banner().isNotNull()) -> true, true, up",
            "await(flag2().available()) -> true, true, null",
            "await(flag1().falsy()) -> false, false, null",
            "awaitChange() -> true, false, null",
            "awaitChange(flag2()) -> true, true, null",
            "watch().except(flag1()).next() -> true, true, null",
            "@WaitFor(\"flag1 && banner != null\") -> true, true, up");
  }

  @Test
  void transactionsLoseNoCount() {
    int counters = FULL ? 10 : 4;
    SampleRun run = run(Atomicity.class, "" + counters, "25");

    assertThat(numbers(run, "counted: ")).containsExactlyInAnyOrderElementsOf(upTo(counters * 25));
    assertThat(run.lines()).last().isEqualTo("count: " + counters * 25);
  }

  @Test
  void aKeyIsALock() {
    int counters = FULL ? 25 : 5;
    SampleRun run = run(FileCounter.class, "" + counters);

    assertThat(numbers(run, "counted: ")).isEqualTo(upTo(counters));
    assertThat(run.lines()).last().isEqualTo("the file says: " + counters);
  }
}
