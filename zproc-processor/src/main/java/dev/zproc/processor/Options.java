package dev.zproc.processor;

import dev.zproc.processor.report.Problem;
import dev.zproc.processor.report.Reporter;
import dev.zproc.processor.report.Suggestions;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code -Azproc.…} says. */
final class Options {

  static final String TOPOLOGY = "zproc.topology";

  private static final String PREFIX = "zproc.";
  private static final List<String> KNOWN = List.of(TOPOLOGY);

  private final Map<String, String> given;

  /** Takes all options of the compiler, others' too. */
  Options(Map<String, String> given) {
    this.given = given;
  }

  /** Those of ours, and those that were meant to be: javac would only warn of the latter. */
  Set<String> supported() {
    Set<String> supported = new LinkedHashSet<>(KNOWN);
    given.keySet().stream()
        .filter(name -> name.startsWith(PREFIX))
        .sorted()
        .forEach(supported::add);
    return supported;
  }

  /** Reports what is wrong with them. */
  void check(Reporter reporter) {
    for (String name : supported()) {
      if (!KNOWN.contains(name)) {
        reporter.reportOption(
            Problem.BAD_OPTION.text(
                name,
                "is no option of zproc",
                Suggestions.closest(name, KNOWN).isPresent()
                    ? Suggestions.didYouMean(name, KNOWN)
                    : " Remove it."));
      }
    }
    if (given.containsKey(TOPOLOGY) && topology().isEmpty()) {
      reporter.reportOption(
          Problem.BAD_OPTION.text(
              TOPOLOGY, "names no folder", " Write one, as in '-Azproc.topology=docs/topology'."));
    }
  }

  /** The folder for topology documents, if there is to be one. */
  Optional<Path> topology() {
    String folder = given.get(TOPOLOGY);
    try {
      return folder == null || folder.isBlank() ? Optional.empty() : Optional.of(Path.of(folder));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
