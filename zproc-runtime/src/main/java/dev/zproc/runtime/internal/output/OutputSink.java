package dev.zproc.runtime.internal.output;

import java.io.IOException;

/**
 * Where one stream of a child's output goes.
 *
 * <p>Threads: called by the pump of that stream only.
 */
@FunctionalInterface
public interface OutputSink {

  /** Drops everything. */
  OutputSink NOWHERE = (bytes, from, to, whole) -> {};

  /**
   * Takes the bytes in {@code [from, to)}, which are reused after the call.
   *
   * @param whole whether they are whole lines, the last one ended too; if not, they are a part of
   *     one line: of one too long to be kept together, or the last one, left open
   */
  void write(byte[] bytes, int from, int to, boolean whole) throws IOException;
}
