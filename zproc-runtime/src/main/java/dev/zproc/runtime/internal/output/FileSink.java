package dev.zproc.runtime.internal.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Appends a child's output to a file, byte for byte; stdout and stderr together, never within a
 * line of the other.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class FileSink implements OutputSink {

  private final OutputStream file;

  private FileSink(OutputStream file) {
    this.file = file;
  }

  /**
   * Opens {@code path}, which is created if it is not there.
   *
   * @throws IOException if it cannot be written
   */
  public static FileSink open(Path path) throws IOException {
    return new FileSink(
        Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int to, boolean whole) throws IOException {
    file.write(bytes, from, to - from);
  }

  /** Closes the file. */
  public synchronized void close() throws IOException {
    file.close();
  }
}
