package dev.zproc.runtime.internal.console;

import java.util.Iterator;
import java.util.ServiceLoader;

/** Finds the one who can open a console. */
public final class Consoles {

  private Consoles() {}

  /**
   * Returns who can.
   *
   * @throws IllegalStateException if nobody here can
   */
  public static ConsoleProvider provider() {
    Iterator<ConsoleProvider> found = ServiceLoader.load(ConsoleProvider.class).iterator();
    if (!found.hasNext()) {
      // Threads of a program with class loaders of its own may have another one as theirs.
      ClassLoader own = ConsoleProvider.class.getClassLoader();
      found = ServiceLoader.load(ConsoleProvider.class, own).iterator();
    }
    if (!found.hasNext()) {
      throw new IllegalStateException(
          "console(…) needs the artifact dev.zproc:zproc-console, which is not on the class path or"
              + " module path; add it, in the version of zproc-runtime");
    }
    return found.next();
  }
}
