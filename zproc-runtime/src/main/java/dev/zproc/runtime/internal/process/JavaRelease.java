package dev.zproc.runtime.internal.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which release of Java is installed somewhere, as its file {@code release} says. */
final class JavaRelease {

  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+).*");

  private JavaRelease() {}

  /** The feature number of the release at {@code home}, such as 17; the newest if it says none. */
  static int of(Path home) {
    try {
      return of(Files.readAllLines(home.resolve("release")));
    } catch (IOException e) {
      return Integer.MAX_VALUE;
    }
  }

  static int of(List<String> lines) {
    for (String line : lines) {
      Matcher matcher = VERSION.matcher(line);
      if (matcher.matches()) {
        return Integer.parseInt(matcher.group(1));
      }
    }
    return Integer.MAX_VALUE;
  }
}
