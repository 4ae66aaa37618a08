package dev.zproc.processor.condition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the text of {@code @WaitFor} into a {@link Condition}. */
public final class ConditionCompiler {

  private ConditionCompiler() {}

  /**
   * What came of a text.
   *
   * @param condition null if and only if one of the findings is an error
   * @param findings in the order of their columns
   */
  public record Result(@Nullable Condition condition, List<Finding> findings) {}

  /** Parses and types {@code text}. Never throws for what a user can write. */
  public static Result compile(String text, Scope scope) {
    Findings findings = new Findings(text);
    Condition condition = null;
    try {
      Expression expression = new Parser(text, Lexer.tokens(text), new Hints(scope)).parse();
      condition = new Typer(text, scope, findings).type(expression);
    } catch (SyntaxError error) {
      findings.add(error.problem(), error.offset(), error.things());
    }
    return new Result(findings.hasErrors() ? null : condition, findings.all());
  }
}
