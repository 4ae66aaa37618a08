package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.schema.Phrase;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that can be waited for, as data: the server evaluates it at each revision, and shows it
 * to whoever asks what is being waited for. Cells, maps and accessors make them:
 *
 * <pre>{@code
 * bakery.await(bakery.cookies().atLeast(5).and(bakery.open().equalTo(true)));
 * }</pre>
 *
 * <p>Values are compared in their encoded form, since nobody's {@code equals} runs at the server:
 * numbers as Java compares them, texts by code points, everything else by whether it is the same. A
 * condition may look at any state of the context; where the wait for it begins is said by the
 * accessor that waits.
 */
public final class Condition {

  private final StateEngine engine;
  private final Criterion criterion;
  private final Phrase phrase;
  private final boolean own;

  Condition(StateEngine engine, Criterion criterion, Phrase phrase) {
    this(engine, criterion, phrase, false);
  }

  private Condition(StateEngine engine, Criterion criterion, Phrase phrase, boolean own) {
    this.engine = engine;
    this.criterion = criterion;
    this.phrase = phrase;
    this.own = own;
  }

  /** Holds if both this and {@code other} do, at the same revision. */
  public Condition and(Condition other) {
    Criterion both = new Criterion.And(joined(other, Criterion.And.class));
    return new Condition(engine, both, phrase.and(other.phrase), own || other.own);
  }

  /** Holds if this or {@code other} does. */
  public Condition or(Condition other) {
    Criterion either = new Criterion.Or(joined(other, Criterion.Or.class));
    return new Condition(engine, either, phrase.or(other.phrase), own || other.own);
  }

  /** Holds if this does not. */
  public Condition not() {
    return new Condition(engine, new Criterion.Not(criterion), phrase.not(), own);
  }

  /**
   * The same, but {@linkplain dev.zproc.runtime.state own commits} are changes too, in every {@code
   * changed} of the condition that this becomes part of.
   */
  public Condition includeOwn() {
    return new Condition(engine, criterion, phrase, true);
  }

  /** The same condition, which people are told of in these words. */
  Condition as(Phrase words) {
    return new Condition(engine, criterion, words, own);
  }

  /** Side by side where they are joined in this way already: a chain of any length is flat. */
  private List<Criterion> joined(Condition other, Class<? extends Criterion> way) {
    List<Criterion> parts = new ArrayList<>(parts(criterion, way));
    parts.addAll(parts(other.criterion(engine), way));
    return parts;
  }

  private static List<Criterion> parts(Criterion criterion, Class<? extends Criterion> way) {
    return way.isInstance(criterion) ? criterion.parts() : List.of(criterion);
  }

  /** What an engine is to evaluate, if it is the one that this condition was made for. */
  Criterion criterion(StateEngine expected) {
    if (engine != expected) {
      throw new IllegalArgumentException(
          "'" + phrase + "' is about the state of another context; both must be of one");
    }
    return criterion;
  }

  /** The session whose commits are no changes, or 0. */
  long skipOrigin() {
    return own ? 0 : engine.session();
  }

  /** The condition as {@code @WaitFor} would spell it. */
  @Override
  public String toString() {
    return phrase.toString();
  }
}
