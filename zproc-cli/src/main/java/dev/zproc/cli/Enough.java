package dev.zproc.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When a command that prints what comes has printed enough. */
final class Enough {

  @Option(
      names = {"-n", "--count"},
      paramLabel = "N",
      description = "Ends after so many lines, with 0.")
  private int count;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description =
          "Ends after this time: with 0, or with 7 if --count is given and fewer have come.")
  private @Nullable Duration time;

  private long end;
  private int printed;

  /** The time begins. */
  void begin() {
    end = time == null ? Long.MAX_VALUE : System.nanoTime() + time.toNanos();
  }

  /** How many nanoseconds are left. */
  long left() {
    return time == null ? Long.MAX_VALUE : end - System.nanoTime();
  }

  /** A line was printed; returns whether it was the last that is wanted. */
  boolean countsLast() {
    return ++printed == count;
  }

  /** The exit code when the time is over. */
  int codeInTime() {
    return count > 0 ? ExitCode.TIMED_OUT : ExitCode.OK;
  }
}
