package dev.zproc.runtime.internal.child;

import dev.zproc.runtime.spi.ChildEntry;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether this process is a child, of which method, and whether that method has come to run.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class ThisChild {

  private static final String INITIALIZER = "<clinit>";

  private static volatile @Nullable ChildEntry<?> entry;

  private ThisChild() {}

  /** From here on this process runs {@code entry}; a worker of a swarm runs many. */
  public static void runs(ChildEntry<?> entry) {
    ThisChild.entry = entry;
  }

  /** The method that this process runs; null if it is no child. */
  public static @Nullable ChildEntry<?> entry() {
    return entry;
  }

  /**
   * The class whose initialiser has called the caller, if it was not the method of this child that
   * needed it: then it runs in every such child, whatever the method does. Null otherwise.
   */
  public static @Nullable String initializing() {
    ChildEntry<?> here = entry;
    if (here == null) {
      return null;
    }
    List<StackWalker.StackFrame> frames = StackWalker.getInstance().walk(Stream::toList);
    String main = here.getClass().getName();
    StackWalker.StackFrame above = null;
    StackWalker.StackFrame initializer = null;
    for (StackWalker.StackFrame frame : frames) {
      if (frame.getClassName().equals(main)) {
        boolean isEnd = frame.getMethodName().equals("main");
        StackWalker.StackFrame reason = isEnd ? initializer : above;
        return reason != null && reason.getMethodName().equals(INITIALIZER)
            ? reason.getClassName()
            : null;
      }
      above = frame;
      if (frame.getMethodName().equals(INITIALIZER)) {
        initializer = frame;
      }
    }
    return null;
  }
}
