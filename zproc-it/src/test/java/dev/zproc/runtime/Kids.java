package dev.zproc.runtime;

import dev.zproc.ChildProcess;
import dev.zproc.runtime.child.ProcessExit;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Children of a few lines each. */
final class Kids {

  private Kids() {}

  @ChildProcess
  static int add(int left, int right) {
    return left + right;
  }

  @ChildProcess
  static String echo(String text) {
    return text;
  }

  /** Returns a system property, or an environment variable if it begins with a dollar. */
  @ChildProcess
  static String look(String name) {
    return String.valueOf(
        name.startsWith("$") ? System.getenv(name.substring(1)) : System.getProperty(name));
  }

  /**
   * Ends in one of many ways.
   *
   * @param how one of {@code return}, {@code throw}, {@code exit n}, {@code halt n}, {@code
   *     process-exit n} and the others below
   */
  @ChildProcess
  static void end(String how) throws Exception {
    String[] words = how.split(" ");
    switch (words[0]) {
      case "return" -> {}
      case "throw" -> {
        if (words.length > 1) {
          throw new Private();
        }
        IOException thrown = new IOException("disk full", new IllegalStateException("inner"));
        thrown.addSuppressed(new RuntimeException("beside"));
        throw thrown;
      }
      case "exit" -> System.exit(Integer.parseInt(words[1]));
      case "halt" -> Runtime.getRuntime().halt(Integer.parseInt(words[1]));
      case "process-exit" -> throw new ProcessExit(Integer.parseInt(words[1]));
      case "kill" ->
          new ProcessBuilder("kill", "-" + words[1], "" + ProcessHandle.current().pid())
              .start()
              .waitFor();
      case "fill-heap" -> {
        List<byte[]> hoard = new ArrayList<>();
        while (true) {
          hoard.add(new byte[1 << 16]);
        }
      }
      case "mutter" -> {
        System.err.println("last words");
        Runtime.getRuntime().halt(4);
      }
      case "leave-daemon" -> {
        leaveDaemon(60);
        Runtime.getRuntime().halt(5);
      }
      case "leave-thread" -> new Thread(Kids::foreverDeaf, "stray").start();
      default -> throw new IllegalArgumentException(how);
    }
    foreverIf(!words[0].equals("return") && !words[0].equals("leave-thread"));
  }

  /**
   * Says that it is there, on stdout, and then stays.
   *
   * @param how {@code forever}, {@code deaf} to interrupts, or {@code deaf to TERM} too
   */
  @ChildProcess
  static void stay(String how) throws InterruptedException {
    if (how.equals("deaf to TERM")) {
      Runtime.getRuntime().addShutdownHook(new Thread(Kids::foreverDeaf));
    }
    System.out.println("here " + ProcessHandle.current().pid());
    if (how.startsWith("deaf")) {
      foreverDeaf();
    }
    foreverIf(true);
  }

  /** Leaves a foreign program behind that holds its stdout for so many seconds. */
  @ChildProcess
  static void leaveDaemon(int seconds) throws IOException {
    new ProcessBuilder("setsid", "sleep", String.valueOf(seconds))
        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Starts a foreign program and waits for it. */
  @ChildProcess
  static void fork(String command) throws Exception {
    new ProcessBuilder(command.split(" ")).start().waitFor();
  }

  /**
   * Starts a program below a shell. If it is to end it ends the shell alone, writes the program's
   * id into a file, and stays.
   */
  @ChildProcess
  static void shed(Path file) throws Exception {
    Process shell = new ProcessBuilder("sh", "-c", "sleep 1000 & echo $!; wait").start();
    String program = shell.inputReader().readLine();
    System.out.println("sleeps " + program);
    try {
      foreverIf(true);
    } finally {
      shell.destroyForcibly().onExit().join();
      Path draft = file.resolveSibling("draft");
      Files.move(Files.writeString(draft, program), file);
      foreverDeaf();
    }
  }

  /** Adds a byte to a file and fails until it has so many; then returns how many it has. */
  @ChildProcess
  static int count(Path file, int enough) throws IOException {
    Files.writeString(file, "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    int count = (int) Files.size(file);
    if (count < enough) {
      throw new IOException("only " + count + " so far");
    }
    return count;
  }

  /** Adds a byte to a file, and returns when it has got one from another, a named pipe. */
  @ChildProcess
  static void hold(Path begun, Path pipe) throws IOException {
    Files.writeString(begun, "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    try (InputStream in = Files.newInputStream(pipe)) {
      in.read();
    }
  }

  /** Writes its name into a file when it begins, and with a minus before it when it ends. */
  @ChildProcess
  static void log(Path file, String name) throws Exception {
    Files.writeString(file, name + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    try {
      foreverIf(true);
    } finally {
      Files.writeString(file, "-" + name + "\n", StandardOpenOption.APPEND);
    }
  }

  /**
   * Prints many lines on stdout, each of them its tag and a number, and the last words on stderr.
   */
  @ChildProcess
  static void print(String tag, int lines) {
    PrintStream out =
        new PrintStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1_000), false);
    for (int i = 0; i < lines; i++) {
      out.print(tag + " " + i + "\n");
    }
    out.flush();
    System.err.println(tag + " is done");
    System.out.print(tag + " open end");
  }

  private static final class Private extends IOException {
    private static final long serialVersionUID = 1L;
  }

  static void foreverIf(boolean wanted) throws InterruptedException {
    if (wanted) {
      new CountDownLatch(1).await();
    }
  }

  static void foreverDeaf() {
    while (true) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        // deaf
      }
    }
  }
}
