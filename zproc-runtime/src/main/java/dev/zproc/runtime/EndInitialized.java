package dev.zproc.runtime;

import dev.zproc.runtime.failure.ServerGoneException;
import dev.zproc.runtime.internal.boot.ProcessTable;
import dev.zproc.runtime.internal.process.ExitReason;
import dev.zproc.runtime.internal.signal.RawSignals;
import dev.zproc.runtime.internal.wait.Schedule;
import java.util.List;

/**
 * Initializes in advance what a root uses for the first time when its context ends for want of
 * memory. A class whose initialization finds no memory cannot be used again in that JVM, whatever
 * becomes free: each use is a {@link NoClassDefFoundError}.
 */
final class EndInitialized {

  private static final List<String> CLASSES =
      List.of(
          // The JDK's: for the process that ends first, and for the frames of an exception.
          "java.lang.ProcessBuilder$NullInputStream",
          "java.lang.ProcessBuilder$NullOutputStream",
          "java.lang.StackTraceElement$HashedModules",
          // Ours, of which some are hidden from here.
          ProcessTable.class.getName() + "$Holder",
          ServerGoneException.class.getPackageName() + ".Evidence",
          ServerGoneException.class.getPackageName() + ".Frames",
          ExitReason.class.getName(),
          RawSignals.class.getName(),
          Schedule.class.getName(),
          // What a connection is ended by.
          "dev.zproc.jeromq.zmq.io.SessionBase$1",
          "dev.zproc.jeromq.zmq.io.StreamEngine$ErrorReason",
          OrderlyStop.class.getName());

  private EndInitialized() {}

  /** Once is enough. */
  static void now() {
    for (String name : CLASSES) {
      try {
        Class.forName(name, true, EndInitialized.class.getClassLoader());
      } catch (ClassNotFoundException | LinkageError | OutOfMemoryError e) {
        // Another JDK does without it; or the heap is full already, which the guard has to outlive.
      }
    }
  }
}
