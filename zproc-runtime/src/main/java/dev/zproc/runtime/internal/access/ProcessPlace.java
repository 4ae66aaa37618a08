package dev.zproc.runtime.internal.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the number of a process means that process, as a text: which boot of the machine, and which
 * process namespace. Empty where that is not told: not on Linux, or where {@code /proc} is that of
 * another namespace, whose numbers are others.
 */
final class ProcessPlace {

  private static final char SEPARATOR = '/';
  private static final String HERE = read();

  private ProcessPlace() {}

  /** That of this process. */
  static String here() {
    return HERE;
  }

  /** Whether what runs there is seen from here. */
  static boolean isHere(String place) {
    return !HERE.isEmpty() && HERE.equals(place);
  }

  /** Whether nothing can run there any more, since the machine was started again. */
  static boolean isOfAnotherBoot(String place) {
    return !HERE.isEmpty() && !place.isEmpty() && !boot(place).equals(boot(HERE));
  }

  private static String boot(String place) {
    int end = place.indexOf(SEPARATOR);
    return end < 0 ? place : place.substring(0, end);
  }

  private static String read() {
    try {
      String number = Files.readSymbolicLink(Path.of("/proc/self")).toString();
      if (!number.equals(Long.toString(ProcessHandle.current().pid()))) {
        return "";
      }
      String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
      return boot + SEPARATOR + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException | RuntimeException untold) {
      return "";
    }
  }
}
