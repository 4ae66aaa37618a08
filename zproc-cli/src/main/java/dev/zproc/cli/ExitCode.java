package dev.zproc.cli;

/** What the exit codes of {@code zproc} mean; 2 is picocli's own choice as well. */
final class ExitCode {

  /** It was done. */
  static final int OK = 0;

  /** Something that should not happen: a bug, or a machine in trouble. */
  static final int FAILED = 1;

  /** The command line makes no sense. */
  static final int USAGE = 2;

  /** There is no such context, or several fit and it does not say which. */
  static final int NO_CONTEXT = 3;

  /** The context has ended, does not answer in time, or speaks another version. */
  static final int NO_ANSWER = 4;

  /** That is not allowed here. */
  static final int DENIED = 5;

  /** There is no such key, or the value does not fit it. */
  static final int BAD_KEY = 6;

  /** What was waited for has not come in time. */
  static final int TIMED_OUT = 7;

  private ExitCode() {}
}
