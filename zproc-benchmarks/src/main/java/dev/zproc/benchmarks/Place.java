package dev.zproc.benchmarks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which processors all processes of a contender may use. */
enum Place {
  ALL("", ""),
  ONE("OneCpu", ", all processes on one CPU");

  private final String suffix;
  private final String told;

  Place(String suffix, String told) {
    this.suffix = suffix;
    this.told = told;
  }

  /** What is added to the name of a benchmark. */
  String suffix() {
    return suffix;
  }

  /** What is added to what it measures. */
  String told() {
    return told;
  }

  /** What a command begins with. */
  List<String> prefix() {
    return this == ALL ? List.of() : List.of(Tool.TASKSET.program(), "-c", "0");
  }

  /** Why nothing can run there; null if it can. */
  @Nullable String missing() {
    return this == ALL ? null : Tool.TASKSET.missing();
  }
}
