package dev.zproc.runtime.internal.output;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream of bytes between lines, and never elsewhere but within a line of more than 64 KiB,
 * there between two UTF-8 characters.
 *
 * <p>Threads: not safe; owned by the pump that reads.
 */
final class LineSplitter {

  static final int LONGEST_LINE_BYTES = 64 << 10;

  private static final int FIRST_BYTES = 8 << 10;

  private final OutputSink sink;
  private byte[] buffer = new byte[FIRST_BYTES];
  private int length;

  LineSplitter(OutputSink sink) {
    this.sink = sink;
  }

  /** Reads what is there, waiting for at least one byte, and passes the whole lines on. */
  boolean pump(InputStream in, Tail tail) throws IOException {
    int count = in.read(buffer, length, buffer.length - length);
    if (count < 0) {
      return false;
    }
    tail.add(buffer, length, count);
    int from = length;
    length += count;
    int end = afterLastNewline(from);
    if (end > 0) {
      pass(end, true);
    } else if (length == buffer.length) {
      if (length < LONGEST_LINE_BYTES) {
        buffer = Arrays.copyOf(buffer, Math.min(length * 4, LONGEST_LINE_BYTES));
      } else {
        pass(betweenCharacters(), false);
      }
    }
    return true;
  }

  /** Passes on the last line, if the stream ended within one. */
  void finish() throws IOException {
    if (length > 0) {
      pass(length, false);
    }
  }

  private void pass(int end, boolean whole) throws IOException {
    try {
      sink.write(buffer, 0, end, whole);
    } finally {
      System.arraycopy(buffer, end, buffer, 0, length - end);
      length -= end;
    }
  }

  private int afterLastNewline(int from) {
    for (int i = length - 1; i >= from; i--) {
      if (buffer[i] == '\n') {
        return i + 1;
      }
    }
    return 0;
  }

  private int betweenCharacters() {
    for (int end = length - 1; end > length - 4; end--) {
      if ((buffer[end] & 0xC0) != 0x80) {
        return (buffer[end] & 0x80) == 0 ? length : end;
      }
    }
    return length;
  }
}
