package dev.zproc.runtime.internal.journal;

import dev.zproc.runtime.failure.StorageException;
import java.util.Iterator;
import java.util.ServiceLoader;

/** Finds the one who can open a file. */
public final class Journals {

  private Journals() {}

  /**
   * Opens the log of a durable state.
   *
   * @param root what is the same for the same root, and for no other; 32 bytes
   * @throws StorageException if it is in use, damaged or of another version
   * @throws IllegalStateException if nobody here can
   */
  public static JournalProvider.Opened open(Durable where, byte[] root) {
    return provider().open(where, root, StorageException::new);
  }

  private static JournalProvider provider() {
    Iterator<JournalProvider> found = ServiceLoader.load(JournalProvider.class).iterator();
    if (!found.hasNext()) {
      // Threads of a program with class loaders of its own may have another one as theirs.
      ClassLoader own = JournalProvider.class.getClassLoader();
      found = ServiceLoader.load(JournalProvider.class, own).iterator();
    }
    if (!found.hasNext()) {
      throw new IllegalStateException(
          "durable(…) needs the artifact dev.zproc:zproc-durable, which is not on the class path or"
              + " module path; add it, in the version of zproc-runtime");
    }
    return found.next();
  }
}
