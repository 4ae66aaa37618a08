package dev.zproc.runtime.internal.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Starts processes; the only class that does. The standard streams are pipes: stdin is the
 * lifeline, and what a child prints must always be drained; but stdout may be this process's own.
 */
final class Forker {

  private Forker() {}

  /** Starts a process that is no child of anybody: its stdout and stderr are one pipe. */
  static Process forkAside(
      List<String> command, Map<String, Optional<String>> environment, Path directory)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    change(builder.environment(), environment);
    return WholeStart.of(command, builder.directory(directory.toFile())::start);
  }

  private static void change(
      Map<String, String> variables, Map<String, Optional<String>> environment) {
    environment.forEach(
        (name, value) ->
            value.ifPresentOrElse(text -> variables.put(name, text), () -> variables.remove(name)));
  }

  /**
   * Starts a process.
   *
   * @param command the program and its arguments
   * @param inheritsOut whether its stdout is this process's own instead of a pipe
   * @param environment variables to add, or to take away if they have no value
   * @throws IOException if the operating system refuses: no such program, no such directory, no
   *     more processes
   */
  static Process fork(
      List<String> command,
      boolean inheritsOut,
      Map<String, Optional<String>> environment,
      @Nullable Path directory)
      throws IOException {
    if (directory != null && !Files.isDirectory(directory)) {
      throw new IOException(
          "its working directory "
              + directory
              + " is not there, or not a directory; make it first");
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    if (inheritsOut) {
      builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
    }
    if (directory != null) {
      builder.directory(directory.toFile());
    }
    change(builder.environment(), environment);
    return WholeStart.of(command, builder::start);
  }
}
