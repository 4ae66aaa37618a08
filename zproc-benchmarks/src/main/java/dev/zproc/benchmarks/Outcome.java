package dev.zproc.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What became of one benchmark.
 *
 * @param rounds the rounds that count; none if it failed
 * @param failure why there are none
 */
record Outcome(Benchmark benchmark, List<Round> rounds, @Nullable String failure) {

  /** Plays it; a failure of one contender spoils this benchmark, not the others. */
  static Outcome of(Benchmark benchmark, Options options) {
    try {
      List<Round> rounds = new Interleaved(options).run(benchmark);
      return new Outcome(benchmark, rounds, null);
    } catch (Exception e) {
      e.printStackTrace();
      return new Outcome(benchmark, List.of(), e.getMessage() + ": " + e.getCause());
    }
  }

  private List<String> present() {
    return benchmark.contenders().stream()
        .filter(contender -> contender.missing() == null)
        .map(Contender::name)
        .toList();
  }

  private List<String> presentSubjects() {
    return benchmark.subjects().stream().filter(present()::contains).toList();
  }

  /** One line for each reason. */
  private List<String> missing() {
    Map<String, List<String>> names = new LinkedHashMap<>();
    for (Contender contender : benchmark.contenders()) {
      String reason = contender.missing();
      if (reason != null) {
        names.computeIfAbsent(reason, key -> new ArrayList<>()).add(contender.name());
      }
    }
    List<String> lines = new ArrayList<>();
    names.forEach((reason, all) -> lines.add(String.join(", ", all) + ": " + reason));
    return lines;
  }

  /** A heading, the table, and a line for each reason why somebody is missing. */
  String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("\n## ").append(benchmark.name()).append("\n\n");
    text.append(benchmark.measures()).append(".\n\n");
    if (failure != null) {
      text.append("FAILED: ").append(failure).append('\n');
    } else if (!present().isEmpty()) {
      text.append(Table.of(present(), benchmark.figures(), presentSubjects(), rounds));
    }
    for (String line : missing()) {
      text.append("\nMissing: ").append(line).append('\n');
    }
    return text.toString();
  }

  /** The same, with the figures of every round. */
  Map<String, Object> json() {
    List<Object> contenders = new ArrayList<>();
    for (String name : failure == null ? present() : List.<String>of()) {
      Map<String, Object> contender = new LinkedHashMap<>();
      contender.put("name", name);
      contender.put("median", figures(figure -> Samples.of(name, figure, rounds)));
      Map<String, Object> ratios = new LinkedHashMap<>();
      for (String other : present()) {
        if (!other.equals(name)) {
          ratios.put(other, figures(figure -> Samples.ratios(name, other, figure, rounds)));
        }
      }
      contender.put("timesOther", ratios);
      contender.put("rounds", rounds.stream().map(round -> sample(round.of(name))).toList());
      contenders.add(contender);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", benchmark.name());
    json.put("measures", benchmark.measures());
    json.put("missing", missing());
    json.put("failure", Objects.requireNonNullElse(failure, ""));
    json.put("contenders", contenders);
    return json;
  }

  private Map<String, Object> figures(Function<Figure, Samples> samples) {
    Map<String, Object> figures = new LinkedHashMap<>();
    for (Figure figure : benchmark.figures()) {
      Samples all = samples.apply(figure);
      figures.put(figure.title(), all.known() ? all.median() : Double.NaN);
    }
    return figures;
  }

  private Map<String, Object> sample(Sample sample) {
    Map<String, Object> figures = new LinkedHashMap<>();
    benchmark.figures().forEach(figure -> figures.put(figure.title(), figure.of(sample)));
    figures.put("operations", sample.operations());
    return figures;
  }
}
