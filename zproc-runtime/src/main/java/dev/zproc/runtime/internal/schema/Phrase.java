package dev.zproc.runtime.internal.schema;

import dev.zproc.runtime.internal.engine.Shown;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A condition, or a part of one, as {@code @WaitFor} would spell it; put into parentheses only
 * where it needs them.
 */
public final class Phrase {

  /** Longer phrases are cut. */
  private static final int MAX_LABEL = 1000;

  private enum Binding {
    OR,
    AND,
    COMPARISON,
    ATOM
  }

  private final String text;
  private final Binding binding;

  private Phrase(String text, Binding binding) {
    this.text = text;
    this.binding = binding;
  }

  /** Something that stands for itself, as {@code open} and {@code changed(foo)} do. */
  public static Phrase of(String text) {
    return new Phrase(text, Binding.ATOM);
  }

  /** {@code left sign right}. */
  public static Phrase comparison(String left, String sign, String right) {
    return new Phrase(left + " " + sign + " " + right, Binding.COMPARISON);
  }

  /** {@code changed(a, b)} and the like. */
  public static Phrase call(String function, Collection<String> arguments) {
    return of(function + "(" + String.join(", ", arguments) + ")");
  }

  public Phrase and(Phrase other) {
    return new Phrase(within(Binding.AND) + " && " + other.within(Binding.AND), Binding.AND);
  }

  public Phrase or(Phrase other) {
    return new Phrase(within(Binding.OR) + " || " + other.within(Binding.OR), Binding.OR);
  }

  public Phrase not() {
    return of("!" + within(Binding.ATOM));
  }

  private String within(Binding outer) {
    return binding.compareTo(outer) < 0 ? "(" + text + ")" : text;
  }

  /** A value as it stands in a condition. */
  public static String value(@Nullable Object value) {
    if (value instanceof String || value instanceof Character) {
      return "'" + Shown.of(value).replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
    return value instanceof Enum<?> constant ? constant.name() : Shown.of(value);
  }

  /** What can be said of code that tests the state {@code over}: where it is from. */
  public static String code(Object function, String over) {
    String name = function.getClass().getName();
    int lambda = name.indexOf("$$Lambda");
    return "a predicate of " + (lambda < 0 ? name : name.substring(0, lambda)) + " over " + over;
  }

  /** {@code text} without control characters, and no longer than an engine takes. */
  public static String label(String text) {
    StringBuilder label = new StringBuilder(cut(text, MAX_LABEL));
    for (int i = 0; i < label.length(); i++) {
      if (Character.isISOControl(label.charAt(i))) {
        label.setCharAt(i, ' ');
      }
    }
    return label.toString();
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length) + "…";
  }

  @Override
  public String toString() {
    return text;
  }
}
