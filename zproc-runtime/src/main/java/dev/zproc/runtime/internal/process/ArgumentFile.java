package dev.zproc.runtime.internal.process;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A command line that may be too long for the operating system (on Linux 128 KiB for one word, on
 * Windows 32 KiB for all), moved into a file that {@code java} reads. The file is private to the
 * user and must be deleted once the process runs.
 *
 * <p>Threads: immutable.
 *
 * @param words the command line to use
 * @param file what it refers to, or null if it was short enough
 */
record ArgumentFile(List<String> words, @Nullable Path file) {

  private static final int LONGEST = 100_000;
  private static final int LONGEST_ON_WINDOWS = 24_000;

  /** Moves the options of {@code command} to a file if it is too long. */
  static ArgumentFile shorten(List<String> command, Host host) throws IOException {
    int length = command.stream().mapToInt(word -> word.length() + 1).sum();
    if (length <= (host.isWindows() ? LONGEST_ON_WINDOWS : LONGEST)) {
      return new ArgumentFile(command, null);
    }
    // The launcher reads it in the platform's encoding, the one in which paths came to this JVM.
    Charset charset = Charset.forName(host.property("sun.jnu.encoding", "UTF-8"));
    Path file = Files.createTempFile("zproc-", ".args");
    Files.writeString(file, text(command.subList(1, command.size() - 1)), charset);
    return new ArgumentFile(
        List.of(command.get(0), "@" + file, command.get(command.size() - 1)), file);
  }

  /** Deletes the file, if there is one and it is still there. */
  void delete() {
    if (file != null) {
      // A file that cannot be deleted does no harm; it lies in a folder that is cleaned.
      file.toFile().delete();
    }
  }

  static String text(List<String> words) {
    return words.stream().map(ArgumentFile::quoted).collect(Collectors.joining("\n", "", "\n"));
  }

  private static String quoted(String word) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        case '\f' -> quoted.append("\\f");
        default -> quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
