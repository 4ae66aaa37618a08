package dev.zproc.runtime.internal.journal;

import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Finds where a state is shared. */
public final class SharedStates {

  /** The system property that names the place of a context that says nothing else. */
  private static final String NAMED = "zproc.engine";

  private SharedStates() {}

  /**
   * The place that the user has named for programs that name none; null if there is none.
   *
   * @throws IllegalArgumentException if nobody here knows it
   */
  public static @Nullable SharedState named() {
    String address = System.getProperty(NAMED, "");
    return address.isEmpty() ? null : of(address);
  }

  /**
   * Returns the place that {@code engine} names.
   *
   * @throws IllegalArgumentException if nobody here knows it, or it makes no sense; caused by an
   *     {@link java.io.IOException} if a file that it names cannot be read
   */
  public static SharedState of(Object engine) {
    // Threads of a program with class loaders of its own may have another one as theirs.
    SharedState found = find(engine, Thread.currentThread().getContextClassLoader());
    if (found == null) {
      found = find(engine, SharedStates.class.getClassLoader());
    }
    if (found == null) {
      throw new IllegalArgumentException(
          "nobody knows the engine "
              + engine
              + "; etcd needs the artifact dev.zproc:zproc-etcd on the class path or module path,"
              + " in the version of zproc-runtime");
    }
    return found;
  }

  private static @Nullable SharedState find(Object engine, @Nullable ClassLoader loader) {
    for (SharedStateProvider each : ServiceLoader.load(SharedStateProvider.class, loader)) {
      SharedState found = each.find(engine);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
