package dev.zproc.runtime;

/**
 * For frameworks that close what they have opened in an order of their own while the JVM shuts
 * down, as Spring does once the requests that it serves are done.
 */
public final class OwnShutdown {

  private OwnShutdown() {}

  /**
   * Leaves it to the program to close {@code context} while the JVM shuts down, too: its children
   * are not stopped as soon as that begins. If the program does not close it, they end with the
   * process. Returns it.
   */
  public static ZProc of(ZProc context) {
    ShutdownHook.remove(context);
    return context;
  }
}
