package dev.zproc.runtime;

import dev.zproc.ChildProcess;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

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
                PrintersLauncher.print(args[0], name, Integer.parseInt(args[1])),
                spawn -> spawn.name(name)));
      }
      children.forEach(Child::join);
    }
  }

  /** Prints so many megabytes on stdout and as many on stderr, both at once. */
  @ChildProcess
  static void flood(int megabytes) throws InterruptedException {
    Thread err = new Thread(() -> flood(System.err, megabytes), "err");
    err.start();
    flood(System.out, megabytes);
    err.join();
  }

  private static void flood(PrintStream stream, int megabytes) {
    String line = "x".repeat(1_023) + "\n";
    for (int i = 0; i < megabytes * 1_024; i++) {
      stream.print(line);
    }
  }

  /** Prints in one of many ways. */
  @ChildProcess
  static void print(String how, String name, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      switch (how) {
        case "printf" -> System.out.printf("%s says %d, that is %s: %s%n", name, i, i + 1, name);
        case "unicode" -> System.out.println("žluť 🐎 ½ ü");
        case "latin" -> System.out.println("½ ü");
        case "raw" -> System.out.write("ž\n".getBytes("UTF-8"));
        case "prompt" -> {
          System.out.print(name + "? ");
          System.err.print(name + "! ");
          Kids.foreverIf(true);
        }
        default -> throw new IllegalArgumentException(how);
      }
    }
  }
}
