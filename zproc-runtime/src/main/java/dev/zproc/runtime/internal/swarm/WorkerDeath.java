package dev.zproc.runtime.internal.swarm;

import dev.zproc.runtime.child.ChildEnd;

/**
 * How the process of a worker ended.
 *
 * @param pid -1 if there was none
 * @param stderr the end of what it wrote there
 */
public record WorkerDeath(ChildEnd end, long pid, String stderr) {

  /** How it ended, what to do about it, and what it wrote, for the end of a message. */
  String text() {
    String section = stderr.isEmpty() ? "" : "\n--- the end of its stderr ---\n" + stderr;
    return end + ". " + end.remedy() + section;
  }
}
