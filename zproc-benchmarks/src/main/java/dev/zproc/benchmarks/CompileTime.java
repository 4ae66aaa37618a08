package dev.zproc.benchmarks;

import java.util.List;
import java.util.stream.Stream;

/**
 * How much longer does a build take that has our processor?
 *
 * <p>Threads: used by the main thread only.
 */
record CompileTime(String name, String measures, List<Contender> contenders) implements Benchmark {

  private static final String SIZE = "200 child methods and 100 states, ";

  static List<CompileTime> all() {
    return List.of(maven(), cold(), warm(), growth());
  }

  /** What a user runs. */
  static CompileTime maven() {
    return new CompileTime(
        "CompileMaven",
        SIZE + "mvn -o -q -B compile, nothing compiled before, ms",
        List.of(new Maven("-proc:none", 200, false), new Maven("with zproc", 200, true)));
  }

  /** A javac that starts cold: every call of javac, and the first compilation of a Maven build. */
  static CompileTime cold() {
    return new CompileTime(
        "CompileCold",
        SIZE + "javac as a process of its own, ms",
        List.of(
            new Javac("-proc:none", 200, false, true), new Javac("with zproc", 200, true, true)));
  }

  /** A javac that has compiled before in the same JVM: a Gradle daemon, an editor. */
  static CompileTime warm() {
    return new CompileTime(
        "CompileWarm",
        SIZE + "javac in a JVM that is warm, the processor loaded anew, ms",
        List.of(
            new Javac("-proc:none", 200, false, false), new Javac("with zproc", 200, true, false)));
  }

  /** Whether the time grows as the number of methods does. */
  static CompileTime growth() {
    return new CompileTime(
        "CompileGrowth",
        "child methods, with half as many states, and zproc; javac in a warm JVM, ms",
        Stream.of(50, 100, 200, 400)
            .<Contender>map(methods -> new Javac(methods + " methods", methods, true, false))
            .toList());
  }
}
