package dev.zproc.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The other screen of a terminal, on which pictures take each other's place; when it is closed, and
 * when this process is asked to end, the terminal is as it was.
 *
 * <p>Threads: safe for use by many threads.
 */
final class Screen implements AutoCloseable {

  private static final String ENTER = "\033[?1049h\033[?25l";
  private static final String LEAVE = "\033[?25h\033[?1049l";
  private static final String HOME = "\033[H";
  private static final String REST_OF_LINE = "\033[K";
  private static final String REST = "\033[J";

  private final PrintWriter out;
  private final AtEnd end;
  private boolean left;

  /** How large it is where nobody tells. */
  private int rows = 24;

  private int columns = 80;

  /** Whether stdout is a terminal; a console of Java's may be there without one, from 22 on. */
  static boolean isTerminal() {
    try {
      Process test =
          new ProcessBuilder("test", "-t", "1")
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return test.waitFor() == 0;
    } catch (IOException none) {
      return false; // this is no Unix, and Screen is for terminals of such
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  Screen(PrintWriter out) {
    this.out = out;
    this.end = new AtEnd("zproc-terminal", this::leave);
    out.print(ENTER);
    out.flush();
  }

  /** Shows as much of these lines as there is room for. */
  synchronized void show(List<String> lines) {
    if (left) {
      return;
    }
    measure();
    StringBuilder picture = new StringBuilder(HOME);
    int shown = Math.min(lines.size(), rows - 1);
    for (String line : lines.subList(0, shown)) {
      picture.append(line.length() > columns ? line.substring(0, columns - 1) + "…" : line);
      picture.append(REST_OF_LINE).append("\r\n");
    }
    out.print(picture.append(REST));
    out.flush();
  }

  /** It may have become larger or smaller. */
  private void measure() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new java.io.File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String text = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String[] size = text.strip().split(" ");
      if (stty.waitFor(1, TimeUnit.SECONDS) && size.length == 2) {
        rows = Math.max(4, Integer.parseInt(size[0]));
        columns = Math.max(20, Integer.parseInt(size[1]));
      }
    } catch (IOException | NumberFormatException unknown) {
      // As before.
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void leave() {
    left = true;
    out.print(LEAVE);
    out.flush();
  }

  @Override
  public void close() {
    end.close();
  }
}
