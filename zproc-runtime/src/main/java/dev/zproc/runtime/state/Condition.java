package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.StateEngine;
import java.util.List;

/**
 * Something that can be waited for, as data: the server evaluates it at each revision, and shows it
 * to whoever asks what is being waited for. Cells and maps make them:
 *
 * <pre>{@code
 * bakery.await(bakery.cookies().atLeast(5).and(bakery.open().equalTo(true)));
 * }</pre>
 *
 * <p>Values are compared in their encoded form: numbers as Java compares them, texts by code
 * points, everything else by whether it is the same.
 *
 * <p>Threads: immutable.
 */
public final class Condition {

  private final StateEngine engine;
  private final Criterion criterion;
  private final String text;

  Condition(StateEngine engine, Criterion criterion, String text) {
    this.engine = engine;
    this.criterion = criterion;
    this.text = text;
  }

  /** Holds if both this and {@code other} do, at the same revision. */
  public Condition and(Condition other) {
    return join(other, new Criterion.And(List.of(criterion, of(other))), " && ");
  }

  /** Holds if this or {@code other} does. */
  public Condition or(Condition other) {
    return join(other, new Criterion.Or(List.of(criterion, of(other))), " || ");
  }

  /** Holds if this does not. */
  public Condition not() {
    return new Condition(engine, new Criterion.Not(criterion), "!(" + text + ")");
  }

  private Condition join(Condition other, Criterion joined, String operator) {
    return new Condition(engine, joined, "(" + text + operator + other.text + ")");
  }

  private Criterion of(Condition other) {
    return other.criterion(engine);
  }

  /** What an engine is to evaluate, if it is the one that this condition was made for. */
  Criterion criterion(StateEngine expected) {
    if (engine != expected) {
      throw new IllegalArgumentException(
          "'" + text + "' is about the state of another context; both must be of one");
    }
    return criterion;
  }

  /** The condition as {@code @WaitFor} would spell it. */
  @Override
  public String toString() {
    return text;
  }
}
