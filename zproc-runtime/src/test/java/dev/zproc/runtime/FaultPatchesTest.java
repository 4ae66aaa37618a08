package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every fault that {@code seeded-faults} seeds still fits today's sources, in one place only, and
 * the tests that must catch it are there; so the list does not rot between the runs of that script.
 */
class FaultPatchesTest {

  private static final Path ROOT = Path.of("..");
  private static final Path FAULTS = Path.of("src/test/faults");
  private static final List<Path> TESTS =
      List.of(
          Path.of("src/test/java"),
          Path.of("../zproc-jeromq/src/test/java"),
          Path.of("../zproc-durable/src/test/java"),
          Path.of("../zproc-etcd/src/test/java"),
          Path.of("../zproc-it/src/test/java"));

  private static final Pattern ROW =
      Pattern.compile("\\| \\[([a-z0-9-]+)\\]\\(([a-z0-9-]+)\\.patch\\) \\|.*\\| ([^|]+) \\|");

  /** The tests that must catch each fault, as the table says. */
  private static TreeMap<String, List<String>> table() throws IOException {
    TreeMap<String, List<String>> table = new TreeMap<>();
    for (String line : Files.readAllLines(FAULTS.resolve("README.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        assertThat(row.group(1)).isEqualTo(row.group(2));
        table.put(row.group(1), List.of(row.group(3).replace("`", "").split(", ")));
      }
    }
    return table;
  }

  @Test
  void theTableListsEveryPatchAndNoOther() throws IOException {
    TreeSet<String> patches = new TreeSet<>();
    try (Stream<Path> files = Files.list(FAULTS)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".patch"))
          .forEach(name -> patches.add(name.substring(0, name.length() - ".patch".length())));
    }
    assertThat(table().keySet()).isEqualTo(patches).hasSizeGreaterThanOrEqualTo(15);
  }

  @Test
  void theTestsThatCatchThemAreThere() throws IOException {
    List<String> sources = new ArrayList<>();
    for (Path tests : TESTS) {
      try (Stream<Path> files = Files.walk(tests)) {
        files.map(Path::toString).forEach(sources::add);
      }
    }
    for (List<String> tests : table().values()) {
      assertThat(tests).isNotEmpty();
      for (String test : tests) {
        String[] parts = test.split("#");
        List<String> found =
            sources.stream().filter(file -> file.endsWith("/" + parts[0] + ".java")).toList();
        assertThat(found).as(test).hasSize(1);
        if (parts.length > 1) {
          assertThat(Files.readString(Path.of(found.get(0)))).contains("void " + parts[1] + "(");
        }
      }
    }
  }

  @Test
  void everyPatchFitsInOnePlace() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String name : table().keySet()) {
      for (Hunk hunk : hunks(FAULTS.resolve(name + ".patch"))) {
        int places = hunk.places();
        if (places != 1) {
          wrong.add(name + " fits " + places + " places of " + hunk.file + ":\n" + hunk);
        }
      }
    }
    assertThat(wrong).as("make these patches anew, as src/test/faults/README.md says").isEmpty();
  }

  /** A piece of a patch: the lines that it needs to find, one after the other. */
  private record Hunk(Path file, List<String> before) {

    int places() throws IOException {
      if (!Files.exists(file)) {
        return 0;
      }
      List<String> lines = Files.readAllLines(file);
      int places = 0;
      for (int i = 0; i + before.size() <= lines.size(); i++) {
        places += lines.subList(i, i + before.size()).equals(before) ? 1 : 0;
      }
      return places;
    }

    @Override
    public String toString() {
      return String.join("\n", before);
    }
  }

  private static List<Hunk> hunks(Path patch) throws IOException {
    List<Hunk> hunks = new ArrayList<>();
    Path file = null;
    for (String line : Files.readAllLines(patch)) {
      if (line.startsWith("--- a/")) {
        file = ROOT.resolve(line.substring("--- a/".length()));
      } else if (line.startsWith("@@") && file != null) {
        hunks.add(new Hunk(file, new ArrayList<>()));
      } else if (line.startsWith(" ") || (line.startsWith("-") && !line.startsWith("---"))) {
        hunks.get(hunks.size() - 1).before.add(line.substring(1));
      }
    }
    assertThat(hunks).as("%s", patch).isNotEmpty();
    return hunks;
  }
}
