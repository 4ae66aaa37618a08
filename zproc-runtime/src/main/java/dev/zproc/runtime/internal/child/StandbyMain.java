package dev.zproc.runtime.internal.child;

import dev.zproc.runtime.internal.boot.BootFrame;
import dev.zproc.runtime.internal.boot.ExitCodes;
import dev.zproc.runtime.internal.boot.Marker;
import dev.zproc.runtime.internal.boot.StandbyWord;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * The life of a process that waits for its call: armed as any child before it does anything else,
 * it gets warm, waits for its boot frame, and then is the child that the frame names.
 *
 * <p>Threads: used by the main thread of the process.
 */
public final class StandbyMain {

  /** What a JVM tells of its own main class, beside {@code jps}. */
  private static final String COMMAND = "sun.java.command";

  private StandbyMain() {}

  /**
   * Runs the call that comes; returns only if that one's main method does.
   *
   * @param args those of the main method
   * @param exercise what makes it warm; whatever it throws, the process waits all the same
   */
  public static void run(Marker marker, String[] args, Runnable exercise) throws Throwable {
    Lifeline lifeline = Boot.arm(marker);
    warm(exercise);
    say(StandbyWord.READY);
    BootFrame frame;
    Method main;
    try {
      frame = lifeline.frame();
      main = main(frame.entry());
    } catch (IOException | ReflectiveOperationException | LinkageError | RuntimeException e) {
      // Without a word: the call then runs in a JVM of its own, which tells what is wrong with it.
      System.exit(ExitCodes.REFUSED);
      return;
    }
    say(StandbyWord.TAKEN);
    System.setProperty(COMMAND, frame.entry() + " " + args[0]);
    try {
      main.invoke(null, (Object) args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void warm(Runnable exercise) {
    try {
      exercise.run();
    } catch (RuntimeException | LinkageError e) {
      // Slower than it might be, then; its call will tell what is wrong, if anything is.
    }
    // Looks for what is nowhere, and so opens every jar of the class path.
    ClassLoader.getSystemResource("dev/zproc/runtime/nowhere");
  }

  /** The main method, with its class loaded and not initialised. */
  private static Method main(String entry) throws ReflectiveOperationException {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    Method main = Class.forName(entry, false, loader).getDeclaredMethod("main", String[].class);
    main.setAccessible(true);
    return main;
  }

  /** With one write of its own, past what may have been put in the place of {@link System#err}. */
  private static void say(StandbyWord word) throws IOException {
    // Not closed: that would close the descriptor.
    new FileOutputStream(FileDescriptor.err).write(word.bytes());
  }
}
