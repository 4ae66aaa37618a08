package dev.zproc.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs the benchmarks named on the command line, or all, prints a table for each, and writes them
 * to files.
 *
 * <p>Threads: everything happens on the main thread.
 */
public final class Main {

  /** The folder of this module; set by the script that starts us. */
  private static final String HOME = "zproc.benchmarks.home";

  /** Where the sources of this program are; set by the script that starts us. */
  private static final String SOURCES = "zproc.benchmarks.sources";

  private Main() {}

  /** Runs what {@link Options#USAGE} says. */
  public static void main(String[] arguments) throws IOException {
    try {
      System.exit(run(Options.parse(arguments), List.of(arguments)) ? 0 : 1);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  private static boolean run(Options options, List<String> arguments) throws IOException {
    List<Ours> ours = new ArrayList<>(List.of(Ours.now(), Ours.unix()));
    String against = options.against();
    if (against == null) {
      return run(options, arguments, ours, options.before());
    }
    try (OlderBuild older = new OlderBuild(against, sources())) {
      ours.add(older.compile());
      String before = options.before() == null ? older.processor() : options.before();
      return run(options, arguments, ours, before);
    }
  }

  private static boolean run(
      Options options, List<String> arguments, List<Ours> ours, @Nullable String before)
      throws IOException {
    List<Benchmark> benchmarks = benchmarks(options, ours, before);
    Path home = Path.of(System.getProperty(HOME, "."));
    Report report =
        options.keep()
            ? new Report(System.out, home.resolve("results"), kept(options), options, arguments)
            : new Report(System.out, home.resolve("target"), "results", options, arguments);
    makeArchives(ours);
    for (Benchmark benchmark : benchmarks) {
      if (options.wants(benchmark.name())) {
        report.add(Outcome.of(benchmark, options));
      }
    }
    System.err.println("Written to " + report);
    return !report.failed();
  }

  /** So that no contender is measured beside a JVM that makes one. */
  private static void makeArchives(List<Ours> ours) throws IOException {
    Players players = new Players(ours, Place.ALL, 1, 1);
    for (Contender each : players.ours("ArchiveReady").toList()) {
      if (each.missing() == null) {
        try (each) {
          each.open();
        } catch (Exception e) {
          throw new IOException(each.name() + " makes no archive of classes", e);
        }
      }
    }
  }

  private static Path sources() {
    String sources = System.getProperty(SOURCES);
    if (sources == null) {
      throw new IllegalStateException("-D" + SOURCES + " must name the folder of the sources");
    }
    return Path.of(sources);
  }

  /** All benchmarks there are; a new one is added here. */
  private static List<Benchmark> benchmarks(
      Options options, List<Ours> ours, @Nullable String before) {
    List<Benchmark> all = new ArrayList<>(Peers.all(ours, options));
    Scale.Size size = options.brief() ? Scale.Size.SHORT : Scale.Size.FULL;
    // How it scales is the same over every transport.
    List<Ours> scaled = ours.stream().filter(one -> one.jvmOptions().isEmpty()).toList();
    all.addAll(Scale.all(size, scaled, options, 1));
    all.addAll(Curves.all(ours, options));
    all.addAll(CompileTime.all(before));
    for (String name : options.names()) {
      if (all.stream().noneMatch(one -> Options.matches(name, one.name()))) {
        throw new IllegalArgumentException(
            "No benchmark is called "
                + name
                + "; there are "
                + all.stream().map(Benchmark::name).toList());
      }
    }
    return all;
  }

  private static String kept(Options options) {
    String names = String.join("-", options.names()).replace("*", "");
    String what = names.isEmpty() ? "All" : names;
    return what + (options.brief() ? "-short-" : "-") + LocalDate.now();
  }
}
