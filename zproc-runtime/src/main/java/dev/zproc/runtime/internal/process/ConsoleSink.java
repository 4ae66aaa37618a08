package dev.zproc.runtime.internal.process;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.function.Supplier;
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

  /** The stdout that this process began with, as far as this class can know. */
  private static final PrintStream FIRST_OUT = System.out;

  private final Supplier<PrintStream> stream;
  private final byte[] prefix;

  private ConsoleSink(Supplier<PrintStream> stream, String prefix) {
    this.stream = stream;
    this.prefix = prefix.getBytes(Charset.defaultCharset());
  }

  /**
   * Into {@link System#out}, or null while that is this process's own stdout: then a child had better
   * write there itself. A subclass of {@link PrintStream} is somebody's who captures what is printed.
   */
  public static @Nullable OutputSink outUnlessOwn() {
    PrintStream now = System.out;
    return now == FIRST_OUT && now.getClass() == PrintStream.class ? null : out("");
  }

  /** Into {@link System#out}; {@code prefix} stands before each line. */
  public static OutputSink out(String prefix) {
    return new ConsoleSink(() -> System.out, prefix);
  }

  /** Into {@link System#err}; {@code prefix} stands before each line. */
  public static OutputSink err(String prefix) {
    return new ConsoleSink(() -> System.err, prefix);
  }

  @Override
  public void write(byte[] bytes, int from, int to, boolean whole) {
    PrintStream out = stream.get();
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
