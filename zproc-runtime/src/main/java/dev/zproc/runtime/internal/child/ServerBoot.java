package dev.zproc.runtime.internal.child;

import dev.zproc.runtime.internal.boot.BootFrame;
import dev.zproc.runtime.internal.boot.Marker;
import java.io.IOException;

/** The first things that a process does which keeps the state for its parent. */
public final class ServerBoot {

  private ServerBoot() {}

  /**
   * Arms the process as a child is armed, so that it ends with its parent, and returns its boot
   * frame; but the kernel is not to take it first when memory runs out.
   *
   * @throws IOException if what came is no boot frame
   */
  public static BootFrame arm(Marker marker) throws IOException, InterruptedException {
    return Boot.armed(marker).frame();
  }
}
