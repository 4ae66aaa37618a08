package dev.zproc.benchmarks;

import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * A method that JMH measures, in a JVM that is started anew for each sample: as long to warm up as
 * to measure, and the mean of what is measured.
 *
 * <p>Threads: used by the main thread only.
 */
final class JmhContender implements Contender {

  private static final int ITERATIONS = 2;

  private final String name;
  private final String method;
  private final Map<String, Object> parameters;
  private final int millis;
  private final int forks;

  /**
   * Describes it.
   *
   * @param parameters values for the {@code @Param}s of the class
   * @param millis how long a sample takes, without the start and what warms up
   * @param forks 1 for a JVM of its own, 0 for this one, which is for tests only
   */
  JmhContender(
      String name,
      Class<?> benchmark,
      String method,
      Map<String, Object> parameters,
      int millis,
      int forks) {
    this.name = name;
    this.method = benchmark.getName() + "." + method;
    this.parameters = parameters;
    this.millis = millis;
    this.forks = forks;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double sample() throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(method) + "$")
            .forks(forks)
            .warmupIterations(1)
            .warmupTime(TimeValue.milliseconds(millis))
            .measurementIterations(ITERATIONS)
            .measurementTime(TimeValue.milliseconds(Math.max(1, millis / ITERATIONS)))
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true);
    parameters.forEach((parameter, value) -> options.param(parameter, value.toString()));
    return new Runner(options.build()).runSingle().getPrimaryResult().getScore();
  }
}
