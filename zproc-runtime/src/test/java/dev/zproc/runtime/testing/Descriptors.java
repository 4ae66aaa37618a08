package dev.zproc.runtime.testing;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What code does where no file descriptor is left.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class Descriptors {

  private static final int FEW = 100;

  private Descriptors() {}

  /** Runs {@code main} where there are few, and returns what it prints. */
  public static List<String> few(Class<?> main) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("sh", "-c", "ulimit -n " + FEW + " && exec \"$@\"", "sh"));
    command.addAll(Fixtures.java(main));
    Process process =
        Fixtures.start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
    try (InputStream out = process.getInputStream()) {
      return new String(out.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } finally {
      process.destroyForcibly();
    }
  }

  /** What {@code asked} says while this process has none, all classes being loaded. */
  public static <T> T withoutAny(Supplier<T> asked) throws IOException {
    List<InputStream> taken = new ArrayList<>();
    try {
      takeAll(taken);
      return asked.get();
    } finally {
      for (InputStream each : taken) {
        each.close();
      }
    }
  }

  private static void takeAll(List<InputStream> taken) {
    try {
      while (true) {
        taken.add(new FileInputStream("/dev/null"));
      }
    } catch (IOException none) {
      // That is all.
    }
  }
}
