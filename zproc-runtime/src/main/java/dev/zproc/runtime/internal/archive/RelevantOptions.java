package dev.zproc.runtime.internal.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the options of a JVM mean to archives.
 *
 * @param obstacle the option with which there is none; null if there can be one
 * @param relevant those that an archive must have been made with, too
 */
record RelevantOptions(@Nullable String obstacle, List<String> relevant) {

  /**
   * A JVM with one of these takes no archive, or the user has said which, or it changes classes.
   */
  private static final List<String> OBSTACLES =
      List.of(
          "-Xshare",
          "-XX:SharedArchiveFile",
          "-XX:ArchiveClassesAtExit",
          "-XX:SharedClassListFile",
          "-XX:+AutoCreateSharedArchive",
          "-XX:+RecordDynamicDumpInfo",
          "-XX:+UseSharedSpaces",
          "-XX:-UseSharedSpaces",
          "-XX:AOT",
          "-XX:+AOT",
          "-XX:-AOT",
          "-XX:Flags",
          "-XX:VMOptionsFile",
          "-javaagent:",
          "-agentlib:",
          "-agentpath:",
          "-Xrun",
          "-Xdebug",
          "-Xbootclasspath",
          "-Djava.system.class.loader",
          "-Djava.security.manager",
          "--patch-module",
          "--limit-modules",
          "--upgrade-module-path",
          "--module-path",
          "-p=",
          "-m",
          "--module",
          "@");

  private static final List<String> RELEVANT =
      List.of(
          "--add-modules",
          "--add-opens",
          "--add-exports",
          "--add-reads",
          "--enable-native-access",
          "--enable-preview",
          "-XX:+UseCompressed",
          "-XX:-UseCompressed",
          "-XX:+UseCompact",
          "-XX:-UseCompact",
          "-XX:ObjectAlignmentInBytes");

  /** From here on a JVM may lay out objects in another way. */
  private static final long LARGE_HEAP = 30L << 30;

  /** Reads {@code options}, each in one word or, as the launcher allows some, in two. */
  static RelevantOptions of(List<String> options) {
    List<String> relevant = new ArrayList<>();
    for (int i = 0; i < options.size(); i++) {
      String option = options.get(i);
      if (OBSTACLES.stream().anyMatch(option::startsWith) || isLargeHeap(option)) {
        return new RelevantOptions(option, List.of());
      }
      if (isCollector(option) || RELEVANT.stream().anyMatch(option::startsWith)) {
        boolean two = option.startsWith("--") && !option.contains("=") && i + 1 < options.size();
        relevant.add(
            two && !option.equals("--enable-preview") ? option + "=" + options.get(++i) : option);
      }
    }
    return new RelevantOptions(null, List.copyOf(relevant));
  }

  static boolean isCollector(String option) {
    return option.startsWith("-XX:+Use") && option.endsWith("GC");
  }

  private static boolean isLargeHeap(String option) {
    String size =
        option.startsWith("-Xmx")
            ? option.substring(4)
            : option.startsWith("-XX:MaxHeapSize=") ? option.substring(16) : "";
    return bytes(size.toLowerCase(Locale.ROOT)) >= LARGE_HEAP;
  }

  private static long bytes(String size) {
    if (size.isEmpty()) {
      return 0;
    }
    int shift = Math.max("kmgt".indexOf(size.charAt(size.length() - 1)) + 1, 0) * 10;
    try {
      return Long.parseLong(shift == 0 ? size : size.substring(0, size.length() - 1)) << shift;
    } catch (NumberFormatException e) {
      return 0; // the JVM says what is wrong with it
    }
  }
}
