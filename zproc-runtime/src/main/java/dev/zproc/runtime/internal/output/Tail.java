package dev.zproc.runtime.internal.output;

import java.util.List;

/**
 * The end of what a child has printed: the last 50 lines, of the last 8 KiB.
 *
 * <p>Threads: safe for use by many threads.
 */
final class Tail {

  static final int BYTES = 8 << 10;
  static final int LINES = 50;

  private final byte[] ring = new byte[BYTES];
  private long total;

  synchronized void add(byte[] bytes, int from, int count) {
    int skipped = Math.max(0, count - BYTES);
    for (int i = skipped; i < count; ) {
      int at = (int) ((total + i) % BYTES);
      int run = Math.min(count - i, BYTES - at);
      System.arraycopy(bytes, from + i, ring, at, run);
      i += run;
    }
    total += count;
  }

  /** The lines, without an end after the last one; empty if nothing was printed. */
  synchronized String text() {
    int kept = (int) Math.min(total, BYTES);
    byte[] bytes = new byte[kept];
    for (int i = 0; i < kept; i++) {
      bytes[i] = ring[(int) ((total - kept + i) % BYTES)];
    }
    List<String> lines = new String(bytes, StreamCharset.ofErr()).lines().toList();
    if (total > kept && lines.size() > 1) {
      lines = lines.subList(1, lines.size()); // the first one is cut off
    }
    int from = Math.max(0, lines.size() - LINES);
    return String.join("\n", lines.subList(from, lines.size())).stripTrailing();
  }
}
