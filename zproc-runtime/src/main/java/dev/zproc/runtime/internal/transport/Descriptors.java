package dev.zproc.runtime.internal.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How many connections of strangers a server can afford. */
final class Descriptors {

  /** How many there may be on any system. */
  static final int MOST_STRANGERS = 256;

  private static final int FEWEST_STRANGERS = 8;

  private static final Path LIMITS = Path.of("/proc/self/limits");

  private static final String OPEN_FILES = "Max open files";

  private Descriptors() {}

  /**
   * A quarter of the files that this process may open, where the system tells how many those are:
   * if strangers could have them all, nobody else could connect.
   */
  static int strangers() {
    try {
      return strangers(Files.readAllLines(LIMITS));
    } catch (IOException another) {
      return MOST_STRANGERS;
    }
  }

  static int strangers(List<String> limits) {
    for (String line : limits) {
      if (line.startsWith(OPEN_FILES)) {
        String[] columns = line.substring(OPEN_FILES.length()).strip().split("\\s+");
        try {
          long share = Long.parseLong(columns[0]) / 4;
          return (int) Math.max(FEWEST_STRANGERS, Math.min(MOST_STRANGERS, share));
        } catch (NumberFormatException unlimited) {
          return MOST_STRANGERS;
        }
      }
    }
    return MOST_STRANGERS;
  }
}
