package dev.zproc.runtime.internal.output;

import java.nio.charset.Charset;
import java.util.function.Consumer;

/**
 * Hands what a child prints to code of the user, one line at a time.
 *
 * <p>Threads: owned by the pump that it belongs to.
 */
public final class LineSink implements OutputSink {

  private final Charset charset;
  private final Consumer<String> listener;

  /** Whether a part of a line has been told, and not its end. */
  private boolean isWithinLine;

  private LineSink(Charset charset, Consumer<String> listener) {
    this.charset = charset;
    this.listener = listener;
  }

  /** Of a child's stdout. */
  public static LineSink out(Consumer<String> listener) {
    return new LineSink(StreamCharset.ofOut(), listener);
  }

  /** Of a child's stderr. */
  public static LineSink err(Consumer<String> listener) {
    return new LineSink(StreamCharset.ofErr(), listener);
  }

  @Override
  public void write(byte[] bytes, int from, int to, boolean whole) {
    int start = from;
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n') {
        tellEnd(bytes, start, i);
        start = i + 1;
      }
    }
    if (start < to) {
      tell(bytes, start, to);
      isWithinLine = true;
    }
  }

  /** The end of a line that has come in parts is nothing to tell if nothing is left for it. */
  private void tellEnd(byte[] bytes, int from, int newline) {
    int end = newline > from && bytes[newline - 1] == '\r' ? newline - 1 : newline;
    if (from < end || !isWithinLine) {
      tell(bytes, from, end);
    }
    isWithinLine = false;
  }

  private void tell(byte[] bytes, int from, int to) {
    listener.accept(new String(bytes, from, to - from, charset));
  }
}
