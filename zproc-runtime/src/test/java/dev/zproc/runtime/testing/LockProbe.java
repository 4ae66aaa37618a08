package dev.zproc.runtime.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Whether a file is locked, as another process sees it: within this one every lock is known to the
 * JVM, also one that the system has forgotten.
 */
public final class LockProbe {

  private static final String LOCKED = "locked";

  private LockProbe() {}

  /** Whether another process could not lock {@code file} now. */
  public static boolean isLocked(Path file) throws IOException {
    Process process =
        Fixtures.start(
            new ProcessBuilder(Fixtures.java(LockProbe.class, file.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT));
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String said = out.readLine();
      if (said == null) {
        throw new IOException("it has ended without a word");
      }
      return said.equals(LOCKED);
    }
  }

  public static void main(String[] args) throws IOException {
    try (FileChannel channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE)) {
      System.out.println(channel.tryLock() == null ? LOCKED : "free");
    }
  }
}
