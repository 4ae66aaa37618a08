package dev.zproc.runtime.internal.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * When a process was started, as a text that is the same for all who ask, and another one for the
 * next process of the same number: on Linux in ticks since the machine was, since the time of day
 * at which that was is corrected now and then.
 */
final class ProcessStart {

  /** Which field of {@code /proc/PID/stat} it is, counting from 1. */
  private static final int FIELD = 22;

  private ProcessStart() {}

  /** That of {@code pid}; empty if there is no such process, or it is not told. */
  static String of(long pid) {
    try {
      byte[] bytes = Files.readAllBytes(Path.of("/proc/" + pid + "/stat"));
      String stat = new String(bytes, StandardCharsets.ISO_8859_1);
      // Behind the name of the program, which may have spaces and parentheses, comes the third.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      boolean over = fields[0].equals("Z") || fields[0].equals("X"); // it waits to be reaped
      return fields.length > FIELD - 3 && !over ? "ticks:" + fields[FIELD - 3] : "";
    } catch (IOException | StringIndexOutOfBoundsException elsewhere) {
      return ProcessHandle.of(pid)
          .flatMap(process -> process.info().startInstant())
          .map(Instant::toEpochMilli)
          .map(millis -> "millis:" + millis)
          .orElse("");
    }
  }
}
