package dev.zproc.runtime;

import dev.zproc.ChildProcess;
import dev.zproc.runtime.failure.ChildFailedException;
import java.nio.file.Path;

/** A root process of its own that asks its children how their JVMs are. */
final class Inspects {

  private Inspects() {}

  /**
   * Asks a child, and that a child of its own, and prints both answers, after those of the root.
   *
   * @param args the directory of the child, and the question for {@link #answer(String)}
   */
  public static void main(String[] args) {
    System.out.println("root: " + answer(args[1]));
    try (ZProc zproc = ZProc.open(options -> options.output(Output.PREFIXED))) {
      System.out.println(
          "child: "
              + zproc
                  .spawn(
                      InspectsLauncher.answer(args[1], 1),
                      spawn -> spawn.directory(Path.of(args[0])))
                  .join());
      System.out.println("grandchild: " + zproc.spawn(InspectsLauncher.answer(args[1], 2)).join());
    } catch (ChildFailedException e) {
      System.out.println("failure: " + e.getMessage());
    }
  }

  private static String answer(String question) {
    String[] words = question.split(" ");
    return switch (words[0]) {
      case "property" -> String.valueOf(System.getProperty(words[1]));
      case "variable" -> String.valueOf(System.getenv(words[1]));
      case "opens" -> "" + Object.class.getModule().isOpen(words[1], Inspects.class.getModule());
      case "asserts" -> "" + Inspects.class.desiredAssertionStatus();
      case "loads" -> loads(words[1]);
      default -> throw new IllegalArgumentException(question);
    };
  }

  /** Whether it may load a library of the Java that it runs on, which new releases restrict. */
  private static String loads(String library) {
    System.load(System.getProperty("java.home") + "/lib/" + System.mapLibraryName(library));
    return "true";
  }

  /** Answers, or asks as many generations below itself as it is told. */
  @ChildProcess
  static String answer(ZProc zproc, String question, int generation) {
    return generation == 1
        ? OnlyInAChild.answer(question)
        : zproc.spawn(InspectsLauncher.answer(question, generation - 1)).join();
  }

  /** A class that no root loads. */
  static final class OnlyInAChild {

    private OnlyInAChild() {}

    static String answer(String question) {
      return Inspects.answer(question);
    }
  }
}
