package dev.zproc.runtime;

import dev.zproc.runtime.child.ProcessExit;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.ValueTypes;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Children of a few lines each, in the shape in which the processor generates them. */
final class Kids {

  private Kids() {}

  /** Returns the sum of two numbers. */
  static final class Adds extends ChildEntry<Integer> {
    Adds() {
      super(Kids.class.getName(), "add", ValueTypes.INT, ValueTypes.INT, ValueTypes.INT);
    }

    static Call<Integer> call(int left, int right) {
      return Call.of(new Adds(), left, right);
    }

    public static void main(String[] args) {
      Bootstrap.run(new Adds(), args);
    }

    @Override
    public Integer run(Invocation in) {
      return in.<Integer>argument(0) + in.<Integer>argument(1);
    }
  }

  /** Returns what it is given. */
  static final class Echoes extends ChildEntry<String> {
    Echoes() {
      super(Kids.class.getName(), "echo", ValueTypes.STRING, ValueTypes.STRING);
    }

    static Call<String> call(String text) {
      return Call.of(new Echoes(), text);
    }

    public static void main(String[] args) {
      Bootstrap.run(new Echoes(), args);
    }

    @Override
    public String run(Invocation in) {
      return in.argument(0);
    }
  }

  /** Returns a system property, or an environment variable if it begins with a dollar. */
  static final class Looks extends ChildEntry<String> {
    Looks() {
      super(Kids.class.getName(), "look", ValueTypes.STRING, ValueTypes.STRING);
    }

    static Call<String> call(String name) {
      return Call.of(new Looks(), name);
    }

    public static void main(String[] args) {
      Bootstrap.run(new Looks(), args);
    }

    @Override
    public String run(Invocation in) {
      String name = in.argument(0);
      String value =
          name.startsWith("$") ? System.getenv(name.substring(1)) : System.getProperty(name);
      return String.valueOf(value);
    }
  }

  /** Ends in one of many ways. */
  static final class Ends extends ChildEntry<Void> {
    Ends() {
      super(Kids.class.getName(), "end", ValueTypes.VOID, ValueTypes.STRING);
    }

    /**
     * One of {@code return}, {@code throw}, {@code exit n}, {@code halt n}, {@code process-exit n}.
     */
    static Call<Void> call(String how) {
      return Call.of(new Ends(), how);
    }

    public static void main(String[] args) {
      Bootstrap.run(new Ends(), args);
    }

    @Override
    public @Nullable Void run(Invocation in) throws Exception {
      String[] how = in.<String>argument(0).split(" ");
      switch (how[0]) {
        case "return" -> {}
        case "throw" -> {
          if (how.length > 1) {
            throw new Private();
          }
          IOException thrown = new IOException("disk full", new IllegalStateException("inner"));
          thrown.addSuppressed(new RuntimeException("beside"));
          throw thrown;
        }
        case "exit" -> System.exit(Integer.parseInt(how[1]));
        case "halt" -> Runtime.getRuntime().halt(Integer.parseInt(how[1]));
        case "process-exit" -> throw new ProcessExit(Integer.parseInt(how[1]));
        case "kill" ->
            new ProcessBuilder("kill", "-" + how[1], "" + ProcessHandle.current().pid())
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
        case "leave-thread" -> new Thread(Kids::foreverDeaf, "stray").start();
        default -> throw new IllegalArgumentException(how[0]);
      }
      foreverIf(!how[0].equals("return") && !how[0].equals("leave-thread"));
      return null;
    }
  }

  /** Says that it is there, on stdout, and then stays. */
  static final class Stays extends ChildEntry<Void> {
    Stays() {
      super(Kids.class.getName(), "stay", ValueTypes.VOID, ValueTypes.STRING);
    }

    /** {@code forever}, {@code deaf} to interrupts, or {@code deaf to TERM} too. */
    static Call<Void> call(String how) {
      return Call.of(new Stays(), how);
    }

    public static void main(String[] args) {
      Bootstrap.run(new Stays(), args);
    }

    @Override
    public @Nullable Void run(Invocation in) throws Exception {
      String how = in.argument(0);
      if (how.equals("deaf to TERM")) {
        Runtime.getRuntime().addShutdownHook(new Thread(Kids::foreverDeaf));
      }
      System.out.println("here " + ProcessHandle.current().pid());
      if (how.startsWith("deaf")) {
        foreverDeaf();
      }
      foreverIf(true);
      return null;
    }
  }

  /** Starts a foreign program and waits for it. */
  static final class Forks extends ChildEntry<Void> {
    Forks() {
      super(Kids.class.getName(), "fork", ValueTypes.VOID, ValueTypes.STRING);
    }

    static Call<Void> call(String command) {
      return Call.of(new Forks(), command);
    }

    public static void main(String[] args) {
      Bootstrap.run(new Forks(), args);
    }

    @Override
    public @Nullable Void run(Invocation in) throws Exception {
      new ProcessBuilder(in.<String>argument(0).split(" ")).start().waitFor();
      return null;
    }
  }

  /** Adds a byte to a file and fails until it has so many; then returns how many it has. */
  static final class Counts extends ChildEntry<Integer> {
    Counts() {
      super(Kids.class.getName(), "count", ValueTypes.INT, ValueTypes.STRING, ValueTypes.INT);
    }

    static Call<Integer> call(String file, int enough) {
      return Call.of(new Counts(), file, enough);
    }

    public static void main(String[] args) {
      Bootstrap.run(new Counts(), args);
    }

    @Override
    public Integer run(Invocation in) throws IOException {
      Path file = Path.of(in.<String>argument(0));
      Files.writeString(file, "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      int count = (int) Files.size(file);
      if (count < in.<Integer>argument(1)) {
        throw new IOException("only " + count + " so far");
      }
      return count;
    }
  }

  /** Writes its name into a file when it begins, and with a minus before it when it ends. */
  static final class Logs extends ChildEntry<Void> {
    Logs() {
      super(Kids.class.getName(), "log", ValueTypes.VOID, ValueTypes.STRING, ValueTypes.STRING);
    }

    static Call<Void> call(String file, String name) {
      return Call.of(new Logs(), file, name);
    }

    public static void main(String[] args) {
      Bootstrap.run(new Logs(), args);
    }

    @Override
    public @Nullable Void run(Invocation in) throws Exception {
      Path file = Path.of(in.<String>argument(0));
      String name = in.argument(1);
      Files.writeString(file, name + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      try {
        foreverIf(true);
      } finally {
        Files.writeString(file, "-" + name + "\n", StandardOpenOption.APPEND);
      }
      return null;
    }
  }

  /**
   * Prints many lines on stdout, each of them its tag and a number, and the last words on stderr.
   */
  static final class Prints extends ChildEntry<Void> {
    Prints() {
      super(Kids.class.getName(), "print", ValueTypes.VOID, ValueTypes.STRING, ValueTypes.INT);
    }

    static Call<Void> call(String tag, int lines) {
      return Call.of(new Prints(), tag, lines);
    }

    public static void main(String[] args) {
      Bootstrap.run(new Prints(), args);
    }

    @Override
    public @Nullable Void run(Invocation in) {
      String tag = in.argument(0);
      int lines = in.argument(1);
      PrintStream out =
          new PrintStream(
              new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1_000), false);
      for (int i = 0; i < lines; i++) {
        out.print(tag + " " + i + "\n");
      }
      out.flush();
      System.err.println(tag + " is done");
      System.out.print(tag + " open end");
      return null;
    }
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
