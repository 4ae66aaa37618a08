package dev.zproc.consumers;

import dev.zproc.runtime.testing.Fixtures;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A command that was run to its end, and what it printed.
 *
 * <p>Threads: immutable.
 */
record Run(int exitCode, List<String> lines, List<String> errors) {

  static Run of(Path directory, List<String> command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      // A small build ends before a second compiler of its Maven has been of use.
      builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1");
      Process process = Fixtures.start(builder);
      process.getOutputStream().close();
      CompletableFuture<List<String>> lines = read(process.getInputStream());
      CompletableFuture<List<String>> errors = read(process.getErrorStream());
      try {
        return new Run(process.waitFor(), lines.join(), errors.join());
      } catch (InterruptedException e) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new IllegalStateException(
            command + " had printed\n" + lines.join() + errors.join(), e);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CompletableFuture<List<String>> read(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        reading -> new Thread(reading).start());
  }
}
