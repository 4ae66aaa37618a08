package dev.zproc.runtime.internal.process;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.internal.boot.ExitCodes;
import dev.zproc.runtime.internal.boot.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells from an exit code, and from what the child said itself, how it ended.
 *
 * <p>Codes alone are ambiguous: {@code System.exit(3)} looks like a full heap, {@code
 * System.exit(137)} like SIGKILL. A child that exits in an orderly way says so first; so such a
 * code counts as what it seems only if nothing was said.
 */
public final class ExitReason {

  private static final int SIGABRT = 6;
  private static final int SIGTERM = 15;
  private static final int LAST_SIGNAL = 64;

  /** What the JVM ends with if its options are wrong or its main class is not there. */
  private static final int LAUNCHER_FAILED = 1;

  /** What the JVM prints before it ends because of {@code -XX:+ExitOnOutOfMemoryError}. */
  private static final String OUT_OF_MEMORY_TEXT = "Terminating due to java.lang.OutOfMemoryError";

  /** Is in lines that it prints although nothing has gone wrong. */
  private static final String VM_WARNING = " VM warning: ";

  /** What the debugger's agent prints before it ends a JVM that it cannot serve. */
  private static final String DEBUGGER_TEXT = "JDWP exit error";

  /** What it prints before, in any language. */
  private static final String PORT_TAKEN_TEXT = "bind failed";

  /** What the launcher of Java prints, in any language, if it lacks a class or a module. */
  private static final List<String> MISSING =
      List.of(
          "java.lang.ClassNotFoundException",
          "java.lang.NoClassDefFoundError",
          "java.lang.module.FindException");

  private ExitReason() {}

  /**
   * Returns how it ended.
   *
   * @param outcome what the child told of its method, or null if nothing
   * @param said how far it said that it has come
   */
  public static ChildEnd of(ExitReport report, @Nullable Outcome outcome, ChildProgress said) {
    if (outcome instanceof Outcome.Returned) {
      return new ChildEnd.Returned();
    }
    if (outcome instanceof Outcome.Threw threw) {
      return threw.end();
    }
    if (outcome instanceof Outcome.Exited exited) {
      return new ChildEnd.Exited(exited.code(), true);
    }
    if (outcome instanceof Outcome.Signalled signalled) {
      return signalled.end();
    }
    ChildEnd known = report.known();
    if (known != null) {
      return known;
    }
    int code = report.code();
    int signal = code - ExitCodes.SIGNAL_BASE;
    if (report.crashReport() != null || signal == SIGABRT && !said.exiting()) {
      return new ChildEnd.Crashed(Math.max(signal, 0), report.crashReport());
    }
    if (said.exiting() && signal != SIGTERM) {
      return new ChildEnd.Exited(code, false);
    }
    if (signal > 0 && signal <= LAST_SIGNAL) {
      return new ChildEnd.Signalled(signal, signalName(signal));
    }
    return switch (code) {
      case ExitCodes.OUT_OF_MEMORY ->
          report.stderr().contains(OUT_OF_MEMORY_TEXT)
              ? new ChildEnd.OutOfMemory()
              : new ChildEnd.Exited(code, false);
      case ExitCodes.FAULT -> new ChildEnd.Faulted();
      case ExitCodes.SERVER_GONE -> new ChildEnd.ServerGone();
      case ExitCodes.PARENT_GONE -> new ChildEnd.ParentGone();
      default ->
          code == ExitCodes.REFUSED || !said.running() && isLaunchers(report)
              ? notStarted(report)
              : new ChildEnd.Exited(code, false);
    };
  }

  private static boolean isLaunchers(ExitReport report) {
    return report.code() == LAUNCHER_FAILED || report.stderr().contains(DEBUGGER_TEXT);
  }

  /** Whether the debugger's agent has ended the JVM as it could not have the port it was given. */
  public static boolean isPortTaken(ExitReport report) {
    return report.stderr().contains(DEBUGGER_TEXT) && report.stderr().contains(PORT_TAKEN_TEXT);
  }

  private static ChildEnd notStarted(ExitReport report) {
    String line =
        report.stderr().lines().filter(text -> !text.contains(VM_WARNING)).findFirst().orElse("");
    return new ChildEnd.StartFailed(
        "its JVM ended with code "
            + report.code()
            + (line.isEmpty() ? " and printed nothing" : ": " + line.strip()),
        report.command(),
        report.stderr());
  }

  /**
   * Whether another attempt would end the same way as one of which {@link #of} has said this: a
   * class without which its JVM cannot even start is not there.
   */
  public static boolean isHopeless(ChildEnd end) {
    return end instanceof ChildEnd.StartFailed failed
        && MISSING.stream().anyMatch(failed.stderr()::contains);
  }

  static String signalName(int signal) {
    return switch (signal) {
      case 1 -> "SIGHUP";
      case 2 -> "SIGINT";
      case 3 -> "SIGQUIT";
      case 4 -> "SIGILL";
      case 5 -> "SIGTRAP";
      case 6 -> "SIGABRT";
      case 7 -> "SIGBUS";
      case 8 -> "SIGFPE";
      case 9 -> "SIGKILL";
      case 11 -> "SIGSEGV";
      case 13 -> "SIGPIPE";
      case 14 -> "SIGALRM";
      case 15 -> "SIGTERM";
      default -> "signal " + signal;
    };
  }
}
