package dev.zproc.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * <p>Threads: immutable.
 *
 * @param names the benchmarks to run, where one that ends in {@code *} stands for all that begin
 *     so; none means all
 * @param rounds how many rounds count
 * @param warmUp how many rounds are played before and forgotten
 * @param millis how long a contender that measures for a while does so in a round
 * @param seed decides the order within each round
 * @param brief whether there are fewer contenders, so that all takes less than five minutes
 * @param before another processor to compare ours with in compiling, as {@link Processor#before}
 *     reads it; by default that of {@code against}
 * @param against an older build of zproc that takes part too: a checkout that has been built, or a
 *     class path with the processor on it
 * @param keep whether the outcome is kept among the results rather than in the build's folder
 */
record Options(
    List<String> names,
    int rounds,
    int warmUp,
    int millis,
    long seed,
    boolean brief,
    @Nullable String before,
    @Nullable String against,
    boolean keep) {

  static final String USAGE =
      "[name ...] [--short] [--rounds=5] [--warm-up=2] [--millis=1000] [--seed=n]"
          + " [--against=<built checkout or class path>] [--before=zproc-processor.jar] [--keep]";

  private static final String SHORT = "--short";
  private static final String KEEP = "--keep";
  private static final String BEFORE = "--before=";
  private static final String AGAINST = "--against=";

  Options {
    names = List.copyOf(names);
    if (rounds < 1 || warmUp < 0 || millis < 1) {
      throw new IllegalArgumentException("At least one round must count: " + USAGE);
    }
  }

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException if it makes no sense; the message shows the usage
   */
  static Options parse(String... arguments) {
    List<String> all = List.of(arguments);
    boolean brief = all.contains(SHORT);
    List<String> names = new ArrayList<>();
    int rounds = brief ? 2 : 5;
    int warmUp = brief ? 1 : 2;
    int millis = brief ? 150 : 1_000;
    long seed = System.nanoTime() & 0xFFFF_FFFFL;
    String before = null;
    String against = System.getenv("ZPROC_AGAINST");
    for (String argument : all) {
      if (argument.startsWith("--rounds=")) {
        rounds = Math.toIntExact(numberIn(argument));
      } else if (argument.startsWith("--warm-up=")) {
        warmUp = Math.toIntExact(numberIn(argument));
      } else if (argument.startsWith("--millis=")) {
        millis = Math.toIntExact(numberIn(argument));
      } else if (argument.startsWith("--seed=")) {
        seed = numberIn(argument);
      } else if (argument.startsWith(BEFORE)) {
        before = argument.substring(BEFORE.length());
      } else if (argument.startsWith(AGAINST)) {
        against = argument.substring(AGAINST.length());
      } else if (argument.startsWith("-") && !argument.equals(SHORT) && !argument.equals(KEEP)) {
        throw new IllegalArgumentException("Unknown option " + argument + ": " + USAGE);
      } else if (!argument.startsWith("-")) {
        names.add(argument);
      }
    }
    return new Options(
        names, rounds, warmUp, millis, seed, brief, before, against, all.contains(KEEP));
  }

  private static long numberIn(String argument) {
    try {
      return Long.parseLong(argument.substring(argument.indexOf('=') + 1));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("Not a number in " + argument + ": " + USAGE, e);
    }
  }

  boolean wants(String benchmark) {
    return names.isEmpty() || names.stream().anyMatch(name -> matches(name, benchmark));
  }

  /** Whether a name of the command line means a benchmark. */
  static boolean matches(String name, String benchmark) {
    return name.endsWith("*")
        ? benchmark.startsWith(name.substring(0, name.length() - 1))
        : benchmark.equals(name);
  }
}
