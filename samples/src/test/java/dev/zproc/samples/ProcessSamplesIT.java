package dev.zproc.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples about processes and how they end. */
class ProcessSamplesIT {

  private static SampleRun run(Class<?> program, String... arguments) {
    SampleRun run = SampleRun.of(program, arguments);
    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(run.errors()).isEmpty();
    SampleRun.assertNothingLeft(program);
    return run;
  }

  @Test
  void aTapIsShortHoweverLateTheHandlerIs() {
    assertThat(run(ButtonPress.class, "1500").lines())
        .containsExactly(
            "a tap is a short press",
            "held, it is a long press before it is over",
            "two taps in a row are two short presses");
  }

  @Test
  void aTreeOfProcessesAddsUpAndEndsWithItsHead() {
    SampleRun run = run(NestedProcesses.class);

    assertThat(run.lines())
        .containsExactlyInAnyOrder(
            "from 1 to 500: 125250",
            "from 501 to 1000: 375250",
            "from 1 to 1000: 500500",
            "sum: 500500",
            "three generations wait",
            "the head was ended by SIGKILL",
            "of 3 nobody is left");
    run.assertOrder("from 1 to 500: 125250", "from 1 to 1000: 500500");
    run.assertOrder("from 501 to 1000: 375250", "from 1 to 1000: 500500");
    run.assertOrder("from 1 to 1000: 500500", "sum: 500500");
  }

  @Test
  void everyFailureHasItsReason() {
    List<String> lines = run(RemoteFailures.class).lines();

    assertThat(lines)
        .filteredOn(line -> !line.startsWith("  "))
        .containsExactly(
            "parse threw java.io.UncheckedIOException: cannot parse menu.txt",
            "exitOnPurpose ended with ProcessExit(3)",
            "callSystemExit exited with code 4",
            "takeTooLong was killed because its method ran for longer than 200 ms",
            "fillTheHeap ran out of memory",
            "sleep was ended by SIGKILL",
            "startWithNonsense could not start: its JVM ended with code 1:"
                + " Unrecognized VM option 'NoSuchOption=1'");
    assertThat(lines)
        .filteredOn(line -> line.startsWith("  "))
        .hasSize(3)
        .satisfiesExactly(
            frame -> assertThat(frame).contains("RemoteFailures.parse(RemoteFailures.java:"),
            cause ->
                assertThat(cause)
                    .isEqualTo("  Caused by: java.nio.file.NoSuchFileException: menu.txt"),
            frame -> assertThat(frame).contains("RemoteFailures.parse(RemoteFailures.java:"));
  }

  @Test
  void childrenAreStartedAgain() {
    assertThat(run(Supervision.class).lines())
        .containsExactly(
            "lucky at try 3, after 2 restarts",
            "no luck after 2 restarts: threw java.lang.IllegalStateException: no luck at all",
            "the group is up: oven started 1, baker 1 times",
            "the oven was killed: oven started 2, baker 2 times",
            "the baker was killed: oven started 2, baker 3 times",
            "the group is stopped, the last one first");
  }

  @Test
  void aCountSurvivesItsProgram(@TempDir Path folder) {
    String file = folder.resolve("counter.state").toString();

    SampleRun first = SampleRun.of(DurableCounter.class, file, "70");
    assertThat(first.exitCode()).isEqualTo(137);
    assertThat(first.lines()).startsWith("run 1 goes on after 0, in counter.state");
    assertThat(first.lines()).contains("counted: 70");

    SampleRun second = run(DurableCounter.class, file);
    int reached = Integer.parseInt(second.lines().get(0).split("[ ,]+")[5]);
    assertThat(second.lines())
        .startsWith("run 2 goes on after " + reached + ", in counter.state")
        .endsWith("counted: " + (reached + 100));
    // The last write before the end may have been stored, and not printed any more.
    assertThat(first.linesOf("counted: "))
        .containsExactlyElementsOf(counts(1, first.lines().size() - 1));
    assertThat(reached).isGreaterThanOrEqualTo(first.lines().size() - 1);
    assertThat(second.linesOf("counted: "))
        .containsExactlyElementsOf(counts(reached + 1, reached + 100));
  }

  private static List<String> counts(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(count -> "counted: " + count).toList();
  }

  @Test
  void aSiteIsCrawledButForItsPoisonedPage() {
    SampleRun run = SampleRun.of(Crawler.class);

    assertThat(run.exitCode()).as(run.errors()).isZero();
    SampleRun.assertNothingLeft(Crawler.class);
    assertThat(run.lines())
        .containsExactly(
            "41 pages, 17 words",
            "cream is on 15 pages",
            "salt is on 15 pages",
            "rye is on 14 pages",
            "/13 crashed in native code, 2 times",
            "/41 answers with 404",
            "/silent does not answer",
            "mailto:baker@example.org cannot be fetched: invalid URI scheme mailto");
    // One line on a terminal, each state of which is written over the last one.
    assertThat(run.errors().strip().split("\r"))
        .isNotEmpty()
        .allMatch(
            state -> state.isEmpty() || state.strip().matches("\\d+ of \\d+ pages, \\d+ words"))
        .endsWith("41 of 41 pages, 17 words");
  }
}
