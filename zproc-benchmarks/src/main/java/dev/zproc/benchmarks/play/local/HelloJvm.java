package dev.zproc.benchmarks.play.local;

import dev.zproc.benchmarks.play.Assignment;
import dev.zproc.benchmarks.play.OtherJvm;
import dev.zproc.benchmarks.play.Play;
import dev.zproc.benchmarks.play.Stint;
import dev.zproc.benchmarks.play.Tally;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Starts {@link Hello}: from the start until what it says is here. That the process then ends is
 * not part of it. The words are options of the JVM.
 */
public final class HelloJvm implements Play {

  private final Stint stint;
  private final List<String> command;

  /** Starts nothing yet. */
  public HelloJvm(Assignment assignment) {
    stint = new Stint(assignment.millis());
    command = OtherJvm.command(assignment.words().toArray(String[]::new));
    command.add(Hello.class.getName());
  }

  @Override
  public Tally sample() throws Exception {
    return stint.ofTimed(this::greeting);
  }

  private long greeting() throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      String said = output.readLine();
      long nanos = System.nanoTime() - start;
      if (process.waitFor() != 0 || !Hello.GREETING.equals(said)) {
        throw new IOException(command + " exited with " + process.exitValue() + ": " + said);
      }
      return nanos;
    }
  }
}
