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
 * Windows 32 KiB for all), or be garbled by the JDK on its way, moved into a file that {@code java}
 * reads. The file is private to the user and must be deleted once the process runs.
 *
 * @param words the command line to use
 * @param file what it refers to, or null if it was short enough
 */
record ArgumentFile(List<String> words, @Nullable Path file) {

  private static final int LONGEST = 100_000;
  private static final int LONGEST_ON_WINDOWS = 24_000;

  /**
   * Moves the options of {@code command} to a file if it must.
   *
   * @param folder for the file; null for the temporary directory itself
   * @throws IOException if the locale lacks characters of {@code command}
   */
  static ArgumentFile shorten(List<String> command, ParentJvm host, @Nullable PrivateFolder folder)
      throws IOException {
    for (String word : command) {
      if (!host.canPass(word)) {
        throw new IOException(
            "the character set of this process's locale, "
                + host.wordCharset()
                + ", lacks characters of \""
                + word
                + "\", so no other process can be told it; start this one with LC_ALL=C.UTF-8, or"
                + " with another locale that has them");
      }
    }
    int length = command.stream().mapToInt(word -> word.length() + 1).sum();
    if (length <= (host.isWindows() ? LONGEST_ON_WINDOWS : LONGEST)
        && command.stream().allMatch(word -> isPassedAsItStands(word, host))) {
      return new ArgumentFile(command, null);
    }
    Path file = folder == null ? Files.createTempFile("zproc-", ".args") : folder.newFile(".args");
    // The launcher reads it in the platform's encoding, the one in which paths came to this JVM.
    Files.writeString(file, text(command.subList(1, command.size() - 1)), host.wordCharset());
    return new ArgumentFile(
        List.of(command.get(0), "@" + file, command.get(command.size() - 1)), file);
  }

  /** Up to JDK 17 words are passed in the default character set, but read in the platform's. */
  private static boolean isPassedAsItStands(String word, ParentJvm host) {
    return Charset.defaultCharset().equals(host.wordCharset())
        || word.chars().allMatch(c -> c < 128);
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
