package dev.zproc.runtime.internal.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether what the system shows of processes is of the namespace in which this one lives. In
 * another one's {@code /proc}, which a container may have, the same ids belong to other processes:
 * this one's children seem to be gone, and strangers seem to be its children.
 */
public final class ProcessTable {

  private static final Path SELF = Path.of("/proc/self/stat");

  private ProcessTable() {}

  /** Whether it can be believed: it shows this very process, or there is no {@code /proc}. */
  public static boolean isOurs() {
    return Holder.OURS;
  }

  /** Whether {@code stat}, as {@code /proc} shows it, begins with {@code pid}. */
  static boolean isOf(long pid, String stat) {
    return stat.startsWith(pid + " ");
  }

  /** A process stays in its namespace, so it is found out once. */
  private static final class Holder {

    static final boolean OURS = isSelf();

    private static boolean isSelf() {
      if (!Files.exists(Path.of("/proc"))) {
        return true; // then the JDK asks the system in another way
      }
      try {
        String stat = Files.readString(SELF, StandardCharsets.ISO_8859_1);
        return isOf(ProcessHandle.current().pid(), stat);
      } catch (IOException e) {
        // An empty /proc is that of macOS, BSD or a sandbox: nothing in it misleads anybody.
        return !Files.exists(Path.of("/proc/1"));
      }
    }
  }
}
