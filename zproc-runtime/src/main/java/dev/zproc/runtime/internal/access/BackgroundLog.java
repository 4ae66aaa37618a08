package dev.zproc.runtime.internal.access;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file to whose end a background context and its children write, and a second one with what was
 * there before it. Whoever writes has the file open, for good and for appending, so what is old is
 * copied away, and the file made empty.
 *
 * <p>Threads: not safe.
 */
public final class BackgroundLog {

  private static final long MAX_BYTES = 8L << 20;

  private final Path file;
  private final Path earlier;
  private final long maxBytes;

  /** That of which {@link RuntimeFolder#log} has told. */
  public BackgroundLog(Path file) {
    this(file, MAX_BYTES);
  }

  BackgroundLog(Path file, long maxBytes) {
    this.file = file;
    this.earlier = file.resolveSibling(file.getFileName() + ".1");
    this.maxBytes = maxBytes;
  }

  /**
   * To be called again and again: if the file has become larger than it may, its end becomes that
   * of the second one, and the file is empty. What is written just then may be lost.
   */
  public void bound() {
    try {
      if (Files.size(file) > maxBytes) {
        keepTheEnd();
      }
    } catch (IOException gone) {
      // Somebody has removed it; then nothing grows.
    }
  }

  private void keepTheEnd() throws IOException {
    try (FileChannel log =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      try {
        copy(log);
      } catch (IOException full) {
        Files.deleteIfExists(earlier); // better none than no room
      } finally {
        log.truncate(0);
      }
    }
  }

  private void copy(FileChannel log) throws IOException {
    Files.deleteIfExists(earlier);
    PrivateFiles.create(earlier, new byte[0]);
    try (FileChannel to = FileChannel.open(earlier, StandardOpenOption.WRITE)) {
      long end = log.size();
      for (long at = end - maxBytes; at < end; ) {
        at += log.transferTo(at, end - at, to);
      }
    }
  }

  /** Removes both. */
  public void remove() throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(earlier);
  }
}
