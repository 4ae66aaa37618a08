package dev.zproc.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.testing.Fixtures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A program run as {@code run-sample} does, and what it printed. */
record SampleRun(int exitCode, List<String> lines, String errors) {

  /** Runs the main method of {@code program} to its end. */
  static SampleRun of(Class<?> program, String... arguments) {
    return of(List.of(), program, arguments);
  }

  /** The same with options of the JVM. */
  static SampleRun of(List<String> options, Class<?> program, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(Arrays.asList(arguments));
    return of(new ProcessBuilder(command));
  }

  /**
   * Runs a script with the Java of this test.
   *
   * @param programs where it looks for programs first; they know the class path of this test as
   *     {@code LIBRARIES}
   */
  static SampleRun ofScript(Path script, Path programs, String... arguments) {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("LIBRARIES", System.getProperty("java.class.path"));
    builder.environment().merge("PATH", "", (old, none) -> programs + ":" + old);
    return of(builder);
  }

  private static SampleRun of(ProcessBuilder builder) {
    try {
      Process process = Fixtures.start(builder);
      process.getOutputStream().close();
      CompletableFuture<String> out = read(process.getInputStream());
      CompletableFuture<String> err = read(process.getErrorStream());
      try {
        return new SampleRun(process.waitFor(), out.join().lines().toList(), err.join());
      } catch (InterruptedException e) {
        Fixtures.all().forEach(ProcessHandle::destroyForcibly);
        throw new IllegalStateException("it had printed\n" + out.join() + err.join(), e);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
    assertThat(Fixtures.all())
        .filteredOn(process -> process.info().commandLine().orElse("").contains(program.getName()))
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
        },
        reading -> new Thread(reading).start());
  }
}
