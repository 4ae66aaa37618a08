package dev.zproc.runtime.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * A limit on the size of the files of a process, set from outside while it runs: to SQLite it is
 * what a full disk or a quota is.
 */
public final class FileSizeLimit {

  private FileSizeLimit() {}

  /** Leaves the test out where there is no {@code prlimit}, which is in util-linux. */
  public static void assumeCanBeSet() throws InterruptedException {
    boolean isThere;
    try {
      isThere = prlimit("--version");
    } catch (IOException missing) {
      isThere = false;
    }
    assumeTrue(isThere, "prlimit is missing, by which a limit is set: install util-linux");
  }

  /**
   * Sets that of a process.
   *
   * @param limit as {@code prlimit} takes it: {@code 4096:} or {@code unlimited:}
   */
  public static void set(long pid, String limit) throws IOException, InterruptedException {
    assertThat(prlimit("--pid", "" + pid, "--fsize=" + limit)).isTrue();
  }

  private static boolean prlimit(String... words) throws IOException, InterruptedException {
    String[] command = new String[words.length + 1];
    command[0] = "prlimit";
    System.arraycopy(words, 0, command, 1, words.length);
    Process process =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
  }
}
