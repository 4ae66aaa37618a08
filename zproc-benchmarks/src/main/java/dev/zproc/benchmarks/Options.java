package dev.zproc.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * <p>Threads: immutable.
 *
 * @param names the benchmarks to run; none means all
 * @param rounds how many rounds count
 * @param warmUp how many rounds are played before and forgotten
 * @param seed decides the order within each round
 * @param before another processor to compare ours with, as {@link Processor#before} reads it
 */
record Options(List<String> names, int rounds, int warmUp, long seed, @Nullable String before) {

  static final String USAGE =
      "[name ...] [--rounds=20] [--warm-up=3] [--seed=n] [--before=zproc-processor.jar]";

  Options {
    names = List.copyOf(names);
    if (rounds < 1 || warmUp < 0) {
      throw new IllegalArgumentException("At least one round must count: " + USAGE);
    }
  }

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException if it makes no sense; the message shows the usage
   */
  static Options parse(String... arguments) {
    List<String> names = new ArrayList<>();
    int rounds = 20;
    int warmUp = 3;
    long seed = System.nanoTime() & 0xFFFF_FFFFL;
    String before = null;
    for (String argument : arguments) {
      if (argument.startsWith("--rounds=")) {
        rounds = Math.toIntExact(numberIn(argument));
      } else if (argument.startsWith("--warm-up=")) {
        warmUp = Math.toIntExact(numberIn(argument));
      } else if (argument.startsWith("--seed=")) {
        seed = numberIn(argument);
      } else if (argument.startsWith("--before=")) {
        before = argument.substring("--before=".length());
      } else if (argument.startsWith("-")) {
        throw new IllegalArgumentException("Unknown option " + argument + ": " + USAGE);
      } else {
        names.add(argument);
      }
    }
    return new Options(names, rounds, warmUp, seed, before);
  }

  private static long numberIn(String argument) {
    try {
      return Long.parseLong(argument.substring(argument.indexOf('=') + 1));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("Not a number in " + argument + ": " + USAGE, e);
    }
  }

  boolean wants(String benchmark) {
    return names.isEmpty() || names.contains(benchmark);
  }
}
