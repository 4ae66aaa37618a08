package dev.zproc.processor.condition;

import dev.zproc.processor.report.Problem;

/** Ends reading a text at the first place that makes no sense; never leaves the package. */
final class SyntaxError extends RuntimeException {

  private final transient Problem problem;
  private final int offset;
  private final transient Object[] things;

  SyntaxError(Problem problem, int offset, Object... things) {
    super(problem.text(things), null, false, false);
    this.problem = problem;
    this.offset = offset;
    this.things = things;
  }

  Problem problem() {
    return problem;
  }

  int offset() {
    return offset;
  }

  Object[] things() {
    return things;
  }
}
