package dev.zproc.benchmarks;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A benchmark that is nothing but its parts. */
final class Question implements Benchmark {

  private final String name;
  private final String measures;
  private final Supplier<List<Contender>> making;
  private final List<Figure> figures;
  private final List<String> subjects;
  private @Nullable List<Contender> contenders;

  /**
   * Makes one.
   *
   * @param making of the contenders, when they are first asked for: some need files
   */
  Question(
      String name,
      String measures,
      Supplier<List<Contender>> making,
      List<Figure> figures,
      List<String> subjects) {
    this.name = name;
    this.measures = measures;
    this.making = making;
    this.figures = figures;
    this.subjects = subjects;
  }

  Question(
      String name,
      String measures,
      List<Contender> contenders,
      List<Figure> figures,
      List<String> subjects) {
    this(name, measures, () -> contenders, figures, subjects);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String measures() {
    return measures;
  }

  @Override
  public List<Contender> contenders() {
    List<Contender> made = contenders;
    if (made == null) {
      made = making.get();
      contenders = made;
    }
    return made;
  }

  @Override
  public List<Figure> figures() {
    return figures;
  }

  @Override
  public List<String> subjects() {
    return subjects;
  }
}
