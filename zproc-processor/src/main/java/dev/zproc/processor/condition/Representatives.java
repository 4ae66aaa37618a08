package dev.zproc.processor.condition;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A few values of a type among which every outcome of comparing with some literals occurs. */
final class Representatives {

  private Representatives() {}

  /** Whether {@link #of} can cover comparisons of {@code variable} with {@code other}. */
  static boolean cover(Term.Typed variable, Term other) {
    if (other instanceof Term.Typed) {
      return false;
    }
    if (variable.type() instanceof Type.Scalar scalar && other instanceof Term.Literal literal) {
      // A long beside a fraction is rounded, as an int beside a float is: which values are equal to
      // the literal is then more than its neighbours tell.
      boolean isFraction = literal.kind().isNumber() && !literal.kind().isInteger();
      return !(scalar.kind() == ScalarKind.LONG && isFraction)
          && !(scalar.kind() == ScalarKind.INT && literal.kind() == ScalarKind.FLOAT);
    }
    return true;
  }

  static List<@Nullable Object> of(Term.Typed variable, List<Term> literals) {
    Set<@Nullable Object> values = new LinkedHashSet<>();
    if (canBeNull(variable)) {
      values.add(null);
    }
    if (variable.type() instanceof Type.Enumeration enumeration) {
      for (String constant : enumeration.constants()) {
        values.add(new Term.EnumConstant(enumeration, constant));
      }
    } else if (variable.type() instanceof Type.Scalar scalar) {
      List<Object> mentioned = new ArrayList<>();
      for (Term literal : literals) {
        if (literal instanceof Term.Literal l) {
          mentioned.add(l.value());
        }
      }
      values.addAll(
          switch (scalar.kind()) {
            case BOOLEAN -> List.of(true, false);
            case STRING -> texts(mentioned);
            case FLOAT, DOUBLE -> fractions(mentioned, scalar.kind());
            case BYTE -> integers(mentioned, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SHORT -> integers(mentioned, Short.MIN_VALUE, Short.MAX_VALUE);
            case CHAR -> integers(mentioned, Character.MIN_VALUE, Character.MAX_VALUE);
            case INT -> integers(mentioned, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> integers(mentioned, Long.MIN_VALUE, Long.MAX_VALUE);
          });
    } else {
      values.add("something");
    }
    return new ArrayList<>(values);
  }

  private static boolean canBeNull(Term.Typed variable) {
    if (variable instanceof Term.Key key) {
      return key.nullable();
    }
    // A primitive component is null if something before it is.
    return variable instanceof Term.Component || variable.type().isReference();
  }

  private static List<Object> integers(List<Object> mentioned, long least, long most) {
    Set<Object> values = new LinkedHashSet<>(List.of(least, most));
    for (Object value : mentioned) {
      long middle =
          value instanceof Character c
              ? c
              : value instanceof Double || value instanceof Float
                  ? (long) Math.floor(((Number) value).doubleValue())
                  : ((Number) value).longValue();
      // What lies above this literal is found below the next one, or is the most there is. The
      // clamped difference is because it may overflow.
      for (long near : new long[] {middle == Long.MIN_VALUE ? middle : middle - 1, middle}) {
        values.add(Math.max(least, Math.min(most, near)));
      }
    }
    return List.copyOf(values);
  }

  private static List<Object> fractions(List<Object> mentioned, ScalarKind kind) {
    Set<Object> values =
        new LinkedHashSet<>(
            List.of(Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0.0));
    for (Object value : mentioned) {
      double middle = ((Number) value).doubleValue();
      if (kind == ScalarKind.FLOAT) {
        // A double beside a float need not be one: the floats around it count.
        float near = (float) middle;
        values.add((double) Math.nextDown(near));
        values.add((double) near);
        values.add((double) Math.nextUp(near));
      } else {
        values.add(Math.nextDown(middle));
        values.add(middle);
        values.add(Math.nextUp(middle));
      }
    }
    return List.copyOf(values);
  }

  /** The least text, and each mentioned one with the text that follows it at once. */
  private static List<Object> texts(List<Object> mentioned) {
    Set<Object> values = new LinkedHashSet<>(List.of(""));
    for (Object value : mentioned) {
      values.add(value);
      values.add(value + "\0");
    }
    return List.copyOf(values);
  }
}
