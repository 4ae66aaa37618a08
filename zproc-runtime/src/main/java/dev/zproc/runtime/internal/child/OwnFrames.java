package dev.zproc.runtime.internal.child;

import java.util.Arrays;
import java.util.Set;

/**
 * The frames at the bottom of a stack in a child, from those of the generated class that calls the
 * method downwards. They are the same in every child, and tell a user nothing.
 */
final class OwnFrames {

  /** Who calls the generated classes; nothing of a user is below them. */
  private static final Set<String> CALLERS =
      Set.of(
          ChildMain.class.getName(),
          Runs.class.getName(),
          SetupValues.class.getName(),
          "dev.zproc.runtime.WorkerCalls");

  private OwnFrames() {}

  /** {@code frames} without those; all of them if it is no stack of a method that a child runs. */
  static StackTraceElement[] cut(StackTraceElement[] frames) {
    int end = 0;
    while (end < frames.length && !CALLERS.contains(frames[end].getClassName())) {
      end++;
    }
    if (end == frames.length) {
      return frames;
    }
    int own = end;
    while (own > 0 && isGenerated(frames[own - 1], frames[end - 1])) {
      own--;
    }
    return Arrays.copyOf(frames, own > 0 ? own : end); // what a generated class throws has its frame
  }

  /** Whether this is a method of the class that {@code lowest} is of, which our callers call. */
  private static boolean isGenerated(StackTraceElement frame, StackTraceElement lowest) {
    String method = frame.getMethodName();
    return frame.getClassName().equals(lowest.getClassName())
        && (method.equals("run") || method.equals("setUp"));
  }
}
