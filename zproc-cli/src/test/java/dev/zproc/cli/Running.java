package dev.zproc.cli;

import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.testing.Fixtures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A {@link ShopProgram} in a JVM of its own. */
final class Running implements AutoCloseable {

  private final Process process;

  /** Starts it; {@link #awaitReady} says when it is up. */
  Running(Path runtimeFolder, String... arguments) throws IOException {
    this(ShopProgram.class, runtimeFolder, arguments);
  }

  private Running(Class<?> main, Path runtimeFolder, String... arguments) throws IOException {
    List<String> command = Fixtures.java(main, arguments);
    command.add(1, "-Dzproc.runtime.folder=" + runtimeFolder);
    command.add(1, "-XX:TieredStopAtLevel=1");
    process =
        Fixtures.start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
  }

  /** Has it started by another class, as Maven does. */
  static Running launched(Path runtimeFolder, String... arguments) throws IOException {
    return new Running(Launcher.class, runtimeFolder, arguments);
  }

  /** Calls the main method of the program in a thread that it makes for that. */
  static final class Launcher {

    private Launcher() {}

    public static void main(String[] args) {
      Thread thread = new Thread(() -> run(args), "program");
      thread.start();
    }

    private static void run(String[] args) {
      try {
        ShopProgram.main(args);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  Running awaitReady() throws IOException {
    BufferedReader out = process.inputReader();
    String line = out.readLine();
    if (!"ready".equals(line)) {
      throw new IllegalStateException("the program has said " + line);
    }
    return this;
  }

  String id() {
    return "" + process.pid();
  }

  /** Sends a signal to it; after STOP it has stopped. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, id()).inheritIO().start().waitFor();
    if (name.equals("STOP") && Files.isDirectory(threads())) { // where that can be seen
      await().until(this::isStopped);
    }
  }

  private Path threads() {
    return Path.of("/proc", id(), "task");
  }

  /** Whether none of its threads goes on; they stop one by one, after the signal. */
  private boolean isStopped() throws IOException {
    try (Stream<Path> threads = Files.list(threads())) {
      return threads.allMatch(Running::isStopped);
    }
  }

  private static boolean isStopped(Path thread) {
    try {
      String status = Files.readString(thread.resolve("stat"));
      return status.startsWith("T", status.lastIndexOf(')') + 2);
    } catch (IOException gone) {
      return true;
    }
  }

  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().join();
  }
}
