package dev.zproc.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints what comes out, one benchmark after the other, and writes it all to two files, in Markdown
 * and in JSON: anew after each benchmark, so that a run that is broken off leaves what it had.
 *
 * <p>Threads: used by the main thread only.
 */
final class Report {

  private static final String COMMAND = "zproc-benchmarks/run";

  private final PrintStream out;
  private final Path markdownFile;
  private final Path jsonFile;
  private final Map<String, Object> about = new LinkedHashMap<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private final String heading;

  /**
   * Begins one.
   *
   * @param folder where the files go
   * @param name what they are called, without what tells their kind
   */
  Report(PrintStream out, Path folder, String name, Options options, List<String> arguments)
      throws IOException {
    this.out = out;
    this.markdownFile = Files.createDirectories(folder).resolve(name + ".md");
    this.jsonFile = folder.resolve(name + ".json");
    about.put("command", (COMMAND + " " + String.join(" ", withoutFolders(arguments))).strip());
    about.put("date", LocalDate.now().toString());
    about.putAll(Machine.describe(folder));
    about.put("rounds", options.rounds());
    about.put("warmUp", options.warmUp());
    about.put("millis", options.millis());
    about.put("seed", options.seed());
    heading = heading();
    out.print(heading);
  }

  /** Whoever runs it again has other folders. */
  private static List<String> withoutFolders(List<String> arguments) {
    return arguments.stream()
        .map(one -> one.replaceFirst("^(--against|--before)=.*", "$1=<older build>"))
        .toList();
  }

  private String heading() {
    StringBuilder text = new StringBuilder("# ").append(about.get("command")).append("\n\n");
    about.forEach(
        (name, value) -> {
          if (!name.equals("command")) {
            text.append("- ").append(name).append(": ").append(value).append('\n');
          }
        });
    return text.toString();
  }

  /** Adds a benchmark. */
  void add(Outcome outcome) throws IOException {
    outcomes.add(outcome);
    out.print(outcome.markdown());
    out.flush();
    StringBuilder text = new StringBuilder(heading);
    outcomes.forEach(one -> text.append(one.markdown()));
    Files.writeString(markdownFile, text);
    Map<String, Object> all = new LinkedHashMap<>(about);
    all.put("benchmarks", outcomes.stream().map(Outcome::json).toList());
    Files.writeString(jsonFile, Json.of(all));
  }

  /** Whether a benchmark has failed. */
  boolean failed() {
    return outcomes.stream().anyMatch(outcome -> outcome.failure() != null);
  }

  /** Where it can be read. */
  @Override
  public String toString() {
    return markdownFile + " and " + jsonFile;
  }
}
