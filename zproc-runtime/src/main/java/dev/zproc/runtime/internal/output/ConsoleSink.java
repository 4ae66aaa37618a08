package dev.zproc.runtime.internal.output;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Passes a child's lines through a stream of this process, as bytes and each batch of lines in one
 * piece, so that lines of two children never mix. What a child leaves without a line end gets one.
 *
 * <p>The stream is looked up for each batch, so that {@link System#setOut} has its effect.
 *
 * <p>Threads: owned by the pump that it belongs to.
 */
public final class ConsoleSink implements OutputSink {

  /** Cyan, yellow, green, magenta, blue, bright cyan: red is for what has failed. */
  private static final int[] COLOURS = {36, 33, 32, 35, 34, 96};

  private static final byte[] NO_PREFIX = {};

  private final OwnStream stream;
  private final byte[] prefix;

  private ConsoleSink(OwnStream stream, byte[] prefix) {
    this.stream = stream;
    this.prefix = prefix;
  }

  /** Takes note of the streams as they are, to see later whether somebody has replaced them. */
  public static void rememberStreams() {
    OwnStream.OUT.isOwn();
  }

  /**
   * Into {@link System#out}, or null while that is this process's own stdout: then a child had
   * better write there itself.
   */
  public static @Nullable OutputSink outUnlessOwn() {
    return OwnStream.OUT.isOwn() ? null : new ConsoleSink(OwnStream.OUT, NO_PREFIX);
  }

  /** Into {@link System#err}. */
  public static OutputSink err() {
    return new ConsoleSink(OwnStream.ERR, NO_PREFIX);
  }

  /** Into {@link System#out}, with {@code [name]} before each line, in colour on a terminal. */
  public static OutputSink out(String name) {
    return prefixed(OwnStream.OUT, name);
  }

  /** Into {@link System#err}, with {@code [name]} before each line, in colour on a terminal. */
  public static OutputSink err(String name) {
    return prefixed(OwnStream.ERR, name);
  }

  @Override
  public void write(byte[] bytes, int from, int to, boolean whole) {
    PrintStream out = stream.now();
    if (whole && prefix.length == 0) {
      out.write(bytes, from, to - from);
    } else {
      ByteArrayOutputStream lines = new ByteArrayOutputStream(to - from + 16 * prefix.length + 1);
      addLines(lines, bytes, from, to);
      if (!whole) {
        lines.write('\n');
      }
      out.write(lines.toByteArray(), 0, lines.size());
    }
    out.flush();
  }

  static String prefix(String name, boolean colourful) {
    if (!colourful) {
      return "[" + name + "] ";
    }
    int colour = COLOURS[Math.floorMod(name.hashCode(), COLOURS.length)];
    return "\u001b[" + colour + "m[" + name + "]\u001b[0m ";
  }

  private static OutputSink prefixed(OwnStream stream, String name) {
    return new ConsoleSink(stream, prefix(name, stream.isColourful()).getBytes(stream.charset()));
  }

  private void addLines(ByteArrayOutputStream lines, byte[] bytes, int from, int to) {
    int start = from;
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n' || i == to - 1) {
        lines.writeBytes(prefix);
        lines.write(bytes, start, i + 1 - start);
        start = i + 1;
      }
    }
  }
}
