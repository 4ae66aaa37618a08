package dev.zproc.junit;

import dev.zproc.runtime.OutputLine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * The end of what the children of a context have printed: the last 200 lines, of 500 characters
 * each.
 *
 * <p>Threads: safe for use by many threads.
 */
final class ChildrenOutput implements Consumer<OutputLine> {

  static final int LINES = 200;
  static final int LINE = 500;

  // Guarded by this.
  private final Deque<String> last = new ArrayDeque<>();
  private long count;

  @Override
  public void accept(OutputLine line) {
    String text = line.text();
    String kept = text.length() <= LINE ? text : text.substring(0, LINE) + "…";
    add("[" + line.child() + (line.isError() ? " err] " : "] ") + kept);
  }

  private synchronized void add(String line) {
    count++;
    last.add(line);
    if (last.size() > LINES) {
      last.remove();
    }
  }

  synchronized List<String> lines() {
    List<String> lines = new ArrayList<>(last);
    if (count > lines.size()) {
      lines.add(0, "(the last " + lines.size() + " of " + count + " lines)");
    }
    return lines;
  }
}
