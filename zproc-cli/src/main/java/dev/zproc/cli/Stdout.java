package dev.zproc.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a command prints, which remembers what has gone wrong with that: who prints is not told.
 *
 * <p>Threads: safe for use by many threads.
 */
final class Stdout extends OutputStream {

  private final OutputStream file = new FileOutputStream(FileDescriptor.out);

  private volatile @Nullable IOException failure;

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    try {
      file.write(bytes, from, count);
    } catch (IOException failed) {
      failure = failure == null ? failed : failure;
      throw failed;
    }
  }

  /** Why something is missing there; null if nothing is, or if it is that nobody reads any more. */
  @Nullable String failure() {
    IOException failed = failure;
    if (failed == null) {
      return null;
    }
    String why = String.valueOf(failed.getMessage());
    return why.toLowerCase(Locale.ROOT).contains("broken pipe") || isPipe() ? null : why;
  }

  /** What the system says of a pipe is in the words of people's languages. */
  private static boolean isPipe() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
      return target.startsWith("pipe:") || target.startsWith("socket:");
    } catch (IOException | UnsupportedOperationException untold) {
      return false;
    }
  }
}
