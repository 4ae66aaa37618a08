package dev.zproc.runtime.internal.boot;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Whether what the system shows of processes is of the namespace in which this one lives. In
 * another one's {@code /proc}, which a container may have, the same ids belong to other processes:
 * this one's children seem to be gone, and strangers seem to be its children.
 */
public final class ProcessTable {

  private static final String PROC = "/proc";
  private static final String SELF = "/proc/self/status";

  /** Begins the line with the ids of the process, from the namespace of the table to its own. */
  private static final String IDS = "\nNSpid:\t";

  /** More than a kernel has ever shown there. */
  private static final int STATUS_BYTES = 16 << 10;

  private ProcessTable() {}

  /** Whether it can be believed: it shows this very process, or there is no {@code /proc}. */
  public static boolean isOurs() {
    return Holder.OURS;
  }

  /**
   * Whether {@code status}, as {@code /proc} shows it, is of a process in the namespace of that
   * table, where it has one id only.
   *
   * @return null if it does not say, as before Linux 4.1
   */
  static @Nullable Boolean isOfNamespace(String status) {
    int ids = status.indexOf(IDS);
    if (ids < 0) {
      return null;
    }
    int first = ids + IDS.length();
    int end = status.indexOf('\n', first);
    return status.substring(first, end < 0 ? status.length() : end).indexOf('\t') < 0;
  }

  /** Whether {@code status}, as {@code /proc} shows it, is that of {@code pid}. */
  static boolean isOf(long pid, String status) {
    return status.contains("\nPid:\t" + pid + "\n");
  }

  /** A process stays in its namespace, so it is found out once. */
  private static final class Holder {

    static final boolean OURS = isSelf();

    private static boolean isSelf() {
      if (!new File(PROC).exists()) {
        return true; // then the JDK asks the system in another way
      }
      // By the plainest means: every child does it before it does anything else.
      try (FileInputStream self = new FileInputStream(SELF)) {
        String status = new String(self.readNBytes(STATUS_BYTES), StandardCharsets.ISO_8859_1);
        Boolean told = isOfNamespace(status);
        return told != null ? told : isOf(ProcessHandle.current().pid(), status);
      } catch (IOException e) {
        // An empty /proc is that of macOS, BSD or a sandbox: nothing in it misleads anybody.
        return !new File(PROC, "1").exists();
      }
    }
  }
}
