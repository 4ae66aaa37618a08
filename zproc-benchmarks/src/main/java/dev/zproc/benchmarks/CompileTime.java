package dev.zproc.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How much longer does a build take that has our processor?
 *
 * <p>Threads: used by the main thread only.
 */
record CompileTime(String name, String measures, List<Contender> contenders) implements Benchmark {

  private static final int METHODS = 200;
  private static final String SIZE = METHODS + " child methods and " + METHODS / 2 + " states, ";

  /**
   * The benchmarks of compiling.
   *
   * @param before another build of the processor, to take part beside ours
   */
  static List<CompileTime> all(@Nullable String before) {
    return List.of(maven(before), cold(before), warm(before), growth());
  }

  /** What a user runs. */
  private static CompileTime maven(@Nullable String before) {
    return new CompileTime(
        "CompileMaven",
        SIZE + "mvn -o -q -B compile, nothing compiled before, ms",
        contenders(before, (name, processor) -> new Maven(name, METHODS, processor)));
  }

  /** A javac that starts cold: every call of javac, and the first compilation of a Maven build. */
  private static CompileTime cold(@Nullable String before) {
    return new CompileTime(
        "CompileCold",
        SIZE + "javac as a process of its own, ms",
        contenders(before, (name, processor) -> new Javac(name, METHODS, processor, true)));
  }

  /** A javac that has compiled before in the same JVM: a Gradle daemon, an editor. */
  private static CompileTime warm(@Nullable String before) {
    return new CompileTime(
        "CompileWarm",
        SIZE + "javac in a JVM that is warm, the processor loaded anew, ms",
        contenders(before, (name, processor) -> new Javac(name, METHODS, processor, false)));
  }

  /** Nobody's processor, {@code before}'s if there is one, and ours. */
  private static List<Contender> contenders(
      @Nullable String before, BiFunction<String, @Nullable Processor, Contender> compiler) {
    List<Contender> contenders = new ArrayList<>();
    contenders.add(compiler.apply("-proc:none", null));
    if (before != null) {
      Processor other = Processor.before(before);
      contenders.add(compiler.apply(other.name(), other));
    }
    Processor ours = Processor.current();
    contenders.add(compiler.apply(ours.name(), ours));
    return contenders;
  }

  /** Whether the time grows as the number of methods does. */
  private static CompileTime growth() {
    return new CompileTime(
        "CompileGrowth",
        "child methods, with half as many states, and zproc; javac in a warm JVM, ms",
        Stream.of(50, 100, 200, 400)
            .<Contender>map(
                methods -> new Javac(methods + " methods", methods, Processor.current(), false))
            .toList());
  }
}
