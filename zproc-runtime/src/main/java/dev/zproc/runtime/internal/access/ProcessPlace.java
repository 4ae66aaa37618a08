package dev.zproc.runtime.internal.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the number of a process means that process, as a text: which boot of the machine, and which
 * process namespace; and, behind these, in which network its addresses are. Empty where that is not
 * told: not on Linux, or where {@code /proc} is that of another namespace, whose numbers are
 * others. An older release does not tell the network.
 *
 * <p>Threads: safe for use by many threads.
 */
final class ProcessPlace {

  private static final String SEPARATOR = "/";
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  /** That of this process, which stays as it is; null until it is known. */
  private static volatile @Nullable String known;

  private ProcessPlace() {}

  /** That of this process. */
  static String here() {
    String place = known;
    return place != null ? place : read();
  }

  /** Whether what runs there is seen from here. */
  static boolean isHere(String place) {
    String here = here();
    return !here.isEmpty()
        && part(here, 0).equals(part(place, 0))
        && part(here, 1).equals(part(place, 1));
  }

  /** Whether nothing can run there any more, since the machine was started again. */
  static boolean isOfAnotherBoot(String place) {
    String here = here();
    return !here.isEmpty() && !place.isEmpty() && !part(place, 0).equals(part(here, 0));
  }

  /** Whether an address of loopback there is known to be another one than here. */
  static boolean isOfAnotherNetwork(String place) {
    String here = here();
    return !part(here, 2).isEmpty()
        && !part(place, 2).isEmpty()
        && !part(place, 2).equals(part(here, 2));
  }

  private static String part(String place, int index) {
    String[] parts = place.split(SEPARATOR);
    return index < parts.length ? parts[index] : "";
  }

  private static String read() {
    try {
      String number = Files.readSymbolicLink(Path.of("/proc/self")).toString();
      if (!number.equals(Long.toString(ProcessHandle.current().pid()))) {
        return keep("");
      }
      String boot = Files.readString(BOOT).strip();
      return keep(boot + SEPARATOR + namespace("pid") + SEPARATOR + network());
    } catch (IOException | RuntimeException untold) {
      // One that cannot be read now, for want of a descriptor, may be read another time.
      return Files.exists(BOOT) ? "" : keep("");
    }
  }

  private static String keep(String found) {
    known = found;
    return found;
  }

  private static Path namespace(String kind) throws IOException {
    return Files.readSymbolicLink(Path.of("/proc/self/ns", kind));
  }

  /** Empty where there are no such namespaces. */
  private static String network() {
    try {
      return namespace("net").toString();
    } catch (IOException none) {
      return "";
    }
  }
}
