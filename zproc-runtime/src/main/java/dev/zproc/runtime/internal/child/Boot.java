package dev.zproc.runtime.internal.child;

import dev.zproc.runtime.internal.boot.Marker;
import dev.zproc.runtime.internal.boot.Signals;
import dev.zproc.runtime.internal.output.OneWriteStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The first things that a child does, before any class of the user loads. Their order matters: what
 * ends the process when its parent is gone comes first.
 *
 * <p>Threads: used by the main thread of the child.
 */
final class Boot {

  /** How much sooner than others the kernel is to take this process when memory runs out. */
  private static final String OOM_SCORE_ADJUSTMENT = "500";

  /** Of this process, once it is armed; used by the main thread only. */
  private static @Nullable Lifeline armed;

  private Boot() {}

  /**
   * Arms the process, if it is not; the boot frame is then read by the lifeline. One that has
   * waited for its call is armed already.
   */
  static Lifeline arm(Marker marker) {
    Lifeline before = armed;
    if (before != null) {
      return before;
    }
    Lifeline lifeline = armed(marker);
    volunteer();
    return lifeline;
  }

  /** The same for a process that is not armed yet, and that others need more than themselves. */
  static Lifeline armed(Marker marker) {
    Lifeline lifeline = Lifeline.start(marker.lifeline());
    armed = lifeline;
    ParentWatch parent = new ParentWatch(marker.parent(), lifeline, marker.silence());
    if (!parent.isChild()) {
      Lifeline.orphaned();
    }
    System.setIn(InputStream.nullInputStream());
    OneWriteStream.install();
    Signals.leaveToRoot();
    parent.start();
    return lifeline;
  }

  /** Lets the kernel take this process rather than the root, which keeps the state for all. */
  private static void volunteer() {
    try (OutputStream score = new FileOutputStream("/proc/self/oom_score_adj")) {
      score.write(OOM_SCORE_ADJUSTMENT.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // Not on Linux, or not allowed: a nicety only.
    }
  }
}
