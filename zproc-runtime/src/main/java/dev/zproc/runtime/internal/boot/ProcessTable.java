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
 *
 * <p>Threads: safe for use by many threads.
 */
public final class ProcessTable {

  private static final String PROC = "/proc";
  private static final String SELF = "/proc/self/status";

  /** Begins the line with the ids of the process, from the namespace of the table to its own. */
  private static final String IDS = "\nNSpid:\t";

  /** More than a kernel has ever shown there. */
  private static final int STATUS_BYTES = 16 << 10;

  /** A process stays in its namespace, so it is found out once; null until then. */
  private static volatile @Nullable Boolean ours;

  private ProcessTable() {}

  /** Whether it can be believed: it shows this very process, or there is no {@code /proc}. */
  public static boolean isOurs() {
    Boolean found = ours;
    return found != null ? found : find();
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

  private static boolean find() {
    if (!new File(PROC).exists()) {
      return keep(true); // then the JDK asks the system in another way
    }
    // By the plainest means: every child does it before it does anything else.
    try (FileInputStream self = new FileInputStream(SELF)) {
      String status = new String(self.readNBytes(STATUS_BYTES), StandardCharsets.ISO_8859_1);
      Boolean told = isOfNamespace(status);
      return keep(told != null ? told : isOf(ProcessHandle.current().pid(), status));
    } catch (IOException e) {
      // An empty /proc is that of macOS, BSD or a sandbox: nothing in it misleads anybody.
      boolean empty = !new File(PROC, "1").exists();
      // One that cannot be read now, for want of a descriptor, may be read another time.
      return new File(SELF).exists() ? empty : keep(empty);
    }
  }

  private static boolean keep(boolean found) {
    ours = found;
    return found;
  }
}
