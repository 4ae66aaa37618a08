package dev.zproc.benchmarks.play;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM beside a contender's own, with the same class path: a server, or those who are woken. It
 * prints lines, and calls {@link #endWithInput} so that it never outlives who started it.
 */
public final class OtherJvm implements AutoCloseable {

  private final Process process;
  private final BufferedReader said;

  /** Starts {@code main}. */
  public OtherJvm(Class<?> main, String... arguments) {
    List<String> command = command();
    command.add(main.getName());
    command.addAll(List.of(arguments));
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    said = process.inputReader(StandardCharsets.UTF_8);
  }

  /** How to start a JVM like this one; the main class is to be added. */
  public static List<String> command(String... jvmOptions) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(jvmOptions));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    return command;
  }

  /** To be called in the other one: lets the process end when its input does. */
  public static void endWithInput() {
    Thread thread =
        new Thread(
            () -> {
              try {
                System.in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                // Then there is no input either.
              }
              Runtime.getRuntime().halt(0);
            },
            "end-with-input");
    thread.setDaemon(true);
    thread.start();
  }

  /** The next line that it prints. */
  public String line() {
    try {
      String line = said.readLine();
      if (line == null) {
        throw new IllegalStateException("the other JVM has ended");
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills it. */
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
