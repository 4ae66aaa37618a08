package dev.zproc.runtime.internal.boot;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * The write ends of the pipes whose end tells this process's children that it is gone. A process
 * that is about to halt closes them first: halting takes HotSpot 0.3 s, and so the children need
 * not wait for it, at any depth.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class Lifelines {

  /** Copied on write, so that cutting them takes neither a lock nor memory. */
  private static volatile OutputStream[] open = new OutputStream[0];

  private Lifelines() {}

  /** Closes every pipe; the children of this process begin to end. Throws nothing. */
  public static void cutAll() {
    OutputStream[] pipes = open;
    for (int i = 0; i < pipes.length; i++) {
      try {
        pipes[i].close();
      } catch (Throwable e) {
        // Nothing can be told any more, and the end of this process closes what is left.
      }
    }
  }

  /** How many there are. */
  public static int count() {
    return open.length;
  }

  /** Loads this class, so that cutting them takes no memory when there is none. */
  public static void load() {
    // It is loaded, then.
  }

  /** Closes {@code pipe} if it is one of them, so that closing it cannot block. */
  public static void cut(OutputStream pipe) {
    for (OutputStream each : open) {
      if (each == pipe) {
        try {
          each.close();
        } catch (IOException e) {
          // Its process has ended.
        }
      }
    }
  }

  /**
   * Adds a pipe that closing cannot block: nobody writes to it any more, or only words so short and
   * rare that they never fill it.
   */
  public static synchronized void add(OutputStream pipe) {
    OutputStream[] pipes = Arrays.copyOf(open, open.length + 1);
    pipes[open.length] = pipe;
    open = pipes;
  }

  public static synchronized void remove(OutputStream pipe) {
    open = Arrays.stream(open).filter(each -> each != pipe).toArray(OutputStream[]::new);
  }
}
