package dev.zproc.runtime.internal.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A signal on its way to a process of ours. The JDK can send two of them only, so a shell does it,
 * whose {@code kill} is built in. It is made sure of at the last moment, by the shell itself, that
 * the process is still there and still a child of this one: an id that has passed to a stranger
 * gets nothing.
 *
 * <p>Threads: {@link #send} is for the thread that owns the process; {@link #awaitSent} for any
 * one.
 */
public final class SignalSender {

  private static final int GONE = 3;

  /**
   * Takes the name and the id; where /proc does not show this shell itself, its own look must do.
   */
  private static final String SCRIPT =
      "own=; [ -r /proc/self/stat ] && read -r own rest < /proc/self/stat; "
          + "if [ \"$own\" = \"$$\" ]; then"
          + " read -r stat 2>/dev/null < \"/proc/$1/stat\" || exit 3;"
          + " set -- \"$1\" ${stat##*) };"
          + " [ \"$3\" = \"$PPID\" ] && [ \"$2\" != Z ] || exit 3; "
          + "fi; "
          + "kill -s \"$0\" \"$1\"";

  private final String name;
  private final @Nullable Process shell;

  private SignalSender(String name, @Nullable Process shell) {
    this.name = name;
    this.shell = shell;
  }

  /**
   * Begins to send it.
   *
   * @param name without {@code SIG}
   * @throws UnsupportedOperationException if this system cannot send it
   */
  static SignalSender send(String name, ProcessHandle target) {
    if (File.separatorChar == '\\') {
      return sendOnWindows(name, target);
    }
    try {
      List<String> command = List.of("/bin/sh", "-c", SCRIPT, name, Long.toString(target.pid()));
      return new SignalSender(name, Forker.fork(command, false, Map.of(), null));
    } catch (IOException e) {
      throw new UnsupportedOperationException(
          "SIG" + name + " cannot be sent without /bin/sh: " + e.getMessage(), e);
    }
  }

  /** One that is on its way by other means. */
  static SignalSender sent(String name) {
    return new SignalSender(name, null);
  }

  private static SignalSender sendOnWindows(String name, ProcessHandle target) {
    if (!name.equals("TERM") && !name.equals("KILL")) {
      throw new UnsupportedOperationException("Windows knows TERM and KILL only, not " + name);
    }
    target.destroyForcibly();
    return new SignalSender(name, null);
  }

  /** Waits until it is sent; false if the process has ended before. */
  public boolean awaitSent() throws InterruptedException {
    Process shell = this.shell;
    if (shell == null) {
      return true;
    }
    try (InputStream errors = shell.getErrorStream()) {
      int code = shell.waitFor();
      if (code != 0 && code != GONE) {
        String error = new String(errors.readAllBytes(), Charset.defaultCharset()).strip();
        throw new UnsupportedOperationException("SIG" + name + " could not be sent: " + error);
      }
      return code == 0;
    } catch (IOException e) {
      throw new UnsupportedOperationException("SIG" + name + " could not be sent", e);
    } finally {
      shell.destroy(); // closes its pipes; it has ended, or need not go on
    }
  }
}
