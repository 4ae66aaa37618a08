package dev.zproc.processor.write;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of Java that is laid out when it is known where it begins: on one line if there is room,
 * else with one argument a line.
 *
 * <p>Threads: immutable.
 */
sealed interface Code {

  /** The columns of a line. */
  int WIDTH = 100;

  /** How much further in the second line of something is than its first. */
  int CONTINUED = 4;

  /** More than any line has. */
  int TOO_LONG = 1_000_000;

  /** What must not be broken. */
  record Text(String text) implements Code {

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public void layOut(StringBuilder out, int indent, int column, int after) {
      out.append(text);
    }
  }

  /** {@code head(a, b)}: of a call, or the parameters of a method. */
  record Call(String head, List<Code> arguments) implements Code {

    @Override
    public int length() {
      int length = head.length() + 2;
      for (Code argument : arguments) {
        length += argument.length() + 2;
      }
      return arguments.isEmpty() ? length : length - 2;
    }

    @Override
    public void layOut(StringBuilder out, int indent, int column, int after) {
      boolean broken = !arguments.isEmpty() && column + length() + after > WIDTH;
      int inner = indent + CONTINUED;
      out.append(head).append('(');
      for (int i = 0; i < arguments.size(); i++) {
        if (i > 0) {
          out.append(broken ? "," : ", ");
        }
        if (broken) {
          newLine(out, inner);
        }
        // What does not break is short enough wherever it begins.
        int last = i == arguments.size() - 1 ? 1 + after : 1;
        arguments.get(i).layOut(out, inner, broken ? inner : 0, broken ? last : 0);
      }
      out.append(')');
    }
  }

  /** String literals that are added, each on a line of its own, so that a change shows as such. */
  record Sum(List<String> literals) implements Code {

    @Override
    public int length() {
      return literals.size() == 1 ? literals.get(0).length() : TOO_LONG;
    }

    @Override
    public void layOut(StringBuilder out, int indent, int column, int after) {
      out.append(literals.get(0));
      for (String literal : literals.subList(1, literals.size())) {
        newLine(out, indent + CONTINUED);
        out.append("+ ").append(literal);
      }
    }
  }

  /** The columns it takes on one line; more than there are if it cannot be on one. */
  int length();

  /**
   * Appends itself.
   *
   * @param indent where the line that it is on begins
   * @param column where it begins
   * @param after how much follows on its last line
   */
  void layOut(StringBuilder out, int indent, int column, int after);

  static Code text(String text) {
    return new Text(text);
  }

  static Code call(String head, List<Code> arguments) {
    return new Call(head, arguments);
  }

  static Code call(String head, Code... arguments) {
    return new Call(head, List.of(arguments));
  }

  /** A call whose arguments are all texts. */
  static Code call(String head, String... arguments) {
    List<Code> texts = new ArrayList<>(arguments.length);
    for (String argument : arguments) {
      texts.add(new Text(argument));
    }
    return new Call(head, texts);
  }

  private static void newLine(StringBuilder out, int indent) {
    out.append('\n');
    spaces(out, indent);
  }

  /** Appends as many spaces. */
  static void spaces(StringBuilder out, int count) {
    for (int i = 0; i < count; i++) {
      out.append(' ');
    }
  }
}
