package dev.zproc.benchmarks;

import java.util.List;
import java.util.stream.Stream;

/**
 * Runs the benchmarks named on the command line, or all, and prints a table for each.
 *
 * <p>Threads: everything happens on the main thread.
 */
public final class Main {

  private Main() {}

  /** Runs what {@link Options#USAGE} says. */
  public static void main(String[] arguments) throws Exception {
    Options options;
    try {
      options = checked(Options.parse(arguments));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    System.out.println("# " + machine());
    for (Benchmark benchmark : benchmarks(options)) {
      if (options.wants(benchmark.name())) {
        run(benchmark, options);
      }
    }
  }

  /** All benchmarks there are; a new one is added here. */
  private static List<Benchmark> benchmarks(Options options) {
    return Stream.of(
            List.of(new SpawnTime()), CompileTime.all(options.before()), Scale.all(Scale.Size.FULL))
        .flatMap(List::stream)
        .map(Benchmark.class::cast)
        .toList();
  }

  private static Options checked(Options options) {
    List<String> known = benchmarks(options).stream().map(Benchmark::name).toList();
    for (String name : options.names()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "No benchmark is called " + name + "; there are " + known);
      }
    }
    return options;
  }

  private static void run(Benchmark benchmark, Options options) throws Exception {
    System.out.printf(
        "%n# %s: %s%n# %d rounds after %d to warm up, --seed=%d%n%n",
        benchmark.name(), benchmark.measures(), options.rounds(), options.warmUp(), options.seed());
    List<Round> rounds = new Interleaved(options).run(benchmark);
    List<String> names = benchmark.contenders().stream().map(Contender::name).toList();
    System.out.print(Table.of(names, rounds));
  }

  private static String machine() {
    return String.join(
        ", ",
        System.getProperty("java.vm.name") + " " + Runtime.version(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors() + " processors");
  }
}
