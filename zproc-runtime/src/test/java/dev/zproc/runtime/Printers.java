package dev.zproc.runtime;

import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.ValueTypes;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A root process of its own, for what its children print on the stdout that they share. */
final class Printers {

  private Printers() {}

  /**
   * Spawns two children, {@code a} and {@code b}, and waits for them.
   *
   * @param args how they print, how often, and where: {@code inherit} or {@code prefixed}
   */
  public static void main(String[] args) {
    Output output = args[2].equals("prefixed") ? Output.PREFIXED : Output.INHERIT;
    try (ZProc zproc = ZProc.open(options -> options.output(output))) {
      List<Child<Void>> children = new ArrayList<>();
      for (String name : List.of("a", "b")) {
        children.add(
            zproc.spawn(
                Prints.call(args[0], name, Integer.parseInt(args[1])), spawn -> spawn.name(name)));
      }
      children.forEach(Child::join);
    }
  }

  /** Prints so many megabytes on stdout and as many on stderr, both at once. */
  static final class Floods extends ChildEntry<Void> {
    Floods() {
      super(Printers.class.getName(), "flood", ValueTypes.VOID, ValueTypes.INT);
    }

    static Call<Void> call(int megabytes) {
      return Call.of(new Floods(), megabytes);
    }

    public static void main(String[] args) {
      Bootstrap.run(new Floods(), args);
    }

    @Override
    public @Nullable Void run(Invocation in) throws Exception {
      Thread err = new Thread(() -> flood(System.err, in.argument(0)), "err");
      err.start();
      flood(System.out, in.argument(0));
      err.join();
      return null;
    }

    private static void flood(PrintStream stream, int megabytes) {
      String line = "x".repeat(1_023) + "\n";
      for (int i = 0; i < megabytes * 1_024; i++) {
        stream.print(line);
      }
    }
  }

  /** Prints in one of many ways. */
  static final class Prints extends ChildEntry<Void> {
    Prints() {
      super(
          Printers.class.getName(),
          "print",
          ValueTypes.VOID,
          ValueTypes.STRING,
          ValueTypes.STRING,
          ValueTypes.INT);
    }

    static Call<Void> call(String how, String name, int times) {
      return Call.of(new Prints(), how, name, times);
    }

    public static void main(String[] args) {
      Bootstrap.run(new Prints(), args);
    }

    @Override
    public @Nullable Void run(Invocation in) throws Exception {
      String name = in.argument(1);
      for (int i = 0; i < in.<Integer>argument(2); i++) {
        print(in.argument(0), name, i);
      }
      return null;
    }

    private static void print(String how, String name, int i) throws Exception {
      switch (how) {
        case "printf" -> System.out.printf("%s says %d, that is %s: %s%n", name, i, i + 1, name);
        case "unicode" -> System.out.println("žluť 🐎 ½ ü");
        case "latin" -> System.out.println("½ ü");
        case "raw" -> System.out.write("ž\n".getBytes("UTF-8"));
        case "prompt" -> {
          System.out.print(name + "? ");
          System.err.print(name + "! ");
          Thread.sleep(600_000);
        }
        default -> throw new IllegalArgumentException(how);
      }
    }
  }
}
