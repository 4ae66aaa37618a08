package dev.zproc.runtime.internal.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
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
    try {
      return new FileSink(
          Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    } catch (IOException e) {
      throw new IOException("its output file " + path + " cannot be opened: " + why(path, e), e);
    }
  }

  /** Exceptions of files most often say the path and nothing else. */
  private static String why(Path path, IOException thrown) {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      return "there is no folder " + folder + "; make it first, or name another file";
    }
    if (Files.isDirectory(path)) {
      return "that is a folder; name a file";
    }
    if (thrown instanceof AccessDeniedException) {
      return "this user may not write there; name another file, or change its permissions";
    }
    return thrown.toString();
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
