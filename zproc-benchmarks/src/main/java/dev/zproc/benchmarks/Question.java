package dev.zproc.benchmarks;

import java.util.List;

/** A benchmark that is nothing but its parts. */
record Question(
    String name,
    String measures,
    List<Contender> contenders,
    List<Figure> figures,
    List<String> subjects)
    implements Benchmark {}
