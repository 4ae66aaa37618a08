package dev.zproc.runtime.internal.output;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One of the two streams on which this process prints, as long as nobody has put another in its
 * place.
 */
enum OwnStream {
  OUT(1, System.out),
  ERR(2, System.err);

  private final int descriptor;

  /** What this process began with, as far as this class can know. */
  private final PrintStream first;

  OwnStream(int descriptor, PrintStream first) {
    this.descriptor = descriptor;
    this.first = first;
  }

  /** {@link System#out} or {@link System#err}, whoever has set it. */
  PrintStream now() {
    return this == OUT ? System.out : System.err;
  }

  /**
   * Whether what is printed now goes to the descriptor of this process. A subclass of {@link
   * PrintStream} that is not ours is somebody's who captures what is printed.
   */
  boolean isOwn() {
    PrintStream ours = this == OUT ? OneWriteStream.out() : OneWriteStream.err();
    PrintStream current = now();
    return ours != null
        ? current == ours
        : current == first && current.getClass() == PrintStream.class;
  }

  /** The character set in which this process prints, if the stream is its own; else a guess. */
  Charset charset() {
    return !isOwn()
        ? Charset.defaultCharset()
        : this == OUT ? StreamCharset.ofOut() : StreamCharset.ofErr();
  }

  /**
   * Whether what is printed now is read by a person at a terminal who wants colours: the user may
   * turn them off by the environment variable {@code NO_COLOR}, and a terminal may have none.
   */
  boolean isColourful() {
    String no = System.getenv("NO_COLOR");
    return (no == null || no.isEmpty())
        && !"dumb".equals(System.getenv("TERM"))
        && isOwn()
        && isTerminal();
  }

  private boolean isTerminal() {
    try {
      // Says it of either stream alone, and in a child, whose stdin is a pipe.
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException e) {
      return isConsole();
    }
  }

  private static boolean isConsole() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // From JDK 22 on there is always one, and it tells what it is.
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
