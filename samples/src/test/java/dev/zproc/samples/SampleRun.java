package dev.zproc.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A program run with {@code java -cp}, and what it printed.
 *
 * <p>Threads: immutable.
 */
record SampleRun(int exitCode, List<String> lines, String errors) {

  private static final Duration LIMIT =
      Duration.ofSeconds(Boolean.getBoolean("zproc.full") ? 600 : 120);

  /** Runs the main method of {@code program} to its end. */
  static SampleRun of(Class<?> program, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(Arrays.asList(arguments));
    try {
      Process process = new ProcessBuilder(command).start();
      process.getOutputStream().close();
      CompletableFuture<String> out = read(process.getInputStream());
      CompletableFuture<String> err = read(process.getErrorStream());
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        String dump = dump(process.toHandle());
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new AssertionError(
            program.getSimpleName() + " hangs; it printed\n" + out.join() + err.join() + dump);
      }
      return new SampleRun(process.exitValue(), out.join().lines().toList(), err.join());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The lines that begin with {@code prefix}, in their order. */
  List<String> linesOf(String prefix) {
    return lines.stream().filter(line -> line.startsWith(prefix)).toList();
  }

  /** Checks that {@code cause} was printed before {@code effect}. */
  void assertOrder(String cause, String effect) {
    assertThat(lines).contains(cause, effect);
    assertThat(lines.indexOf(cause)).as(cause).isLessThan(lines.indexOf(effect));
  }

  /** Checks that no process of {@code program} is left. */
  static void assertNothingLeft(Class<?> program) {
    assertThat(ProcessHandle.allProcesses())
        .filteredOn(
            process ->
                process.info().commandLine().orElse("").contains(program.getName())
                    && process.isAlive())
        .as("processes left over")
        .isEmpty();
  }

  private static CompletableFuture<String> read(java.io.InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** What every thread of the program and of its children does. */
  private static String dump(ProcessHandle program) throws IOException, InterruptedException {
    StringBuilder all = new StringBuilder();
    List<ProcessHandle> processes = new ArrayList<>(program.descendants().toList());
    processes.add(program);
    for (ProcessHandle each : processes) {
      Process jstack =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jstack").toString(),
                  Long.toString(each.pid()))
              .redirectErrorStream(true)
              .start();
      all.append(new String(jstack.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
      jstack.waitFor();
    }
    return all.toString();
  }
}
