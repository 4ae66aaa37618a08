package dev.zproc.runtime.internal.child;

import dev.zproc.runtime.internal.boot.BootFrame;
import dev.zproc.runtime.internal.boot.ExitCodes;
import dev.zproc.runtime.internal.boot.Marker;
import dev.zproc.runtime.internal.boot.StandbyWord;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.output.OneWriteStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The life of a process that waits for its call: armed as any child before it does anything else,
 * it gets warm, connects, loads what it will most likely need, waits for its boot frame, and then
 * is the child that the frame names.
 *
 * <p>Threads: used by the main thread of the process, but for what its link's thread does if it
 * loses the server.
 */
public final class StandbyMain {

  /** What a JVM tells of its own main class, beside {@code jps}. */
  private static final String COMMAND = "sun.java.command";

  /** How a process gets ready that does not know its call yet. */
  public interface Preparation {

    /** Makes it warm; whatever it throws, the process waits all the same. */
    void exercise();

    /**
     * Makes ready what the child will need to reach the server.
     *
     * @param invitation which session is its own; it may be none
     * @param fault told what the thread dies of that talks to the server
     * @param ended run when the server cannot be reached any more, in any thread
     * @throws EngineException if the server does not let it in
     */
    void connect(BootFrame invitation, Consumer<Throwable> fault, Runnable ended);
  }

  /** Whether it is settled what becomes of this process: a child, or nothing. */
  private static final AtomicBoolean SETTLED = new AtomicBoolean();

  private StandbyMain() {}

  /**
   * Runs the call that comes; returns only if that one's main method does.
   *
   * @param args those of the main method
   */
  public static void run(Marker marker, String[] args, Preparation preparation) throws Throwable {
    Lifeline lifeline = Boot.arm(marker);
    exercise(preparation);
    BootFrame invitation = lifeline.invitation();
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    if (invitation != null) {
      try {
        preparation.connect(invitation, Fault::end, StandbyMain::endUnlessTaken);
      } catch (EngineException e) {
        OneWriteStream.own().println("zproc could not keep it on standby: " + e.getMessage());
        System.exit(ExitCodes.REFUSED);
      }
      for (byte[] name : invitation.arguments()) {
        LinkedClasses.of(new String(name, StandardCharsets.UTF_8), loader);
      }
    }
    say(StandbyWord.READY);
    BootFrame frame;
    Method main;
    try {
      frame = lifeline.frame();
      main = main(frame.entry(), loader);
    } catch (IOException | ReflectiveOperationException | LinkageError | RuntimeException e) {
      // Without a word: the call then runs in a JVM of its own, which tells what is wrong with it.
      System.exit(ExitCodes.REFUSED);
      return;
    }
    if (!SETTLED.compareAndSet(false, true)) {
      while (true) {
        LockSupport.park(); // it is ending, and its call runs elsewhere
      }
    }
    say(StandbyWord.TAKEN);
    System.setProperty(COMMAND, frame.entry() + " " + args[0]);
    try {
      main.invoke(null, (Object) args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void exercise(Preparation preparation) {
    try {
      preparation.exercise();
    } catch (RuntimeException | LinkageError e) {
      // Slower than it might be, then; its call will tell what is wrong, if anything is.
    }
    // Looks for what is nowhere, and so opens every jar of the class path.
    ClassLoader.getSystemResource("dev/zproc/runtime/nowhere");
    callByReflection();
  }

  /** From JDK 18 on the first such call of a method of one shape takes a JVM some milliseconds. */
  private static void callByReflection() {
    try {
      Method main = StandbyMain.class.getDeclaredMethod("doNothing", String[].class);
      main.invoke(null, (Object) new String[0]);
    } catch (ReflectiveOperationException e) {
      // Then it is the one of the call.
    }
  }

  /** Of the shape of a main method. */
  private static void doNothing(String[] args) {
    // That is all.
  }

  /** A process without a way to the server is of no use, as long as it has no call. */
  private static void endUnlessTaken() {
    if (SETTLED.compareAndSet(false, true)) {
      new Thread(() -> System.exit(ExitCodes.SERVER_GONE), "zproc-exit").start();
    }
  }

  /** The main method, with its class loaded and not initialised. */
  private static Method main(String entry, ClassLoader loader) throws ReflectiveOperationException {
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
