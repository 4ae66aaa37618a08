package dev.zproc.runtime.failure;

import dev.zproc.runtime.child.ChildEnd;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A child ended otherwise than by returning. The message says which child, which call, which
 * attempt, how it ended and what to look at next; then come the stack of the exception in the
 * child, if it threw one, or the end of its stderr, and the stack of the {@code spawn}.
 */
public final class ChildFailedException extends ZProcException {

  private static final long serialVersionUID = 1L;

  /** Whose frames are on top of the stack of a spawn, and tell nothing. */
  private static final Set<String> SPAWNERS =
      Set.of("dev.zproc.runtime.ZProc", "dev.zproc.runtime.BackgroundContext");

  private final String child;
  private final String call;
  private final @Nullable String host;
  private final int attempt;
  private final long pid;
  private final transient @Nullable ChildEnd end;

  /** Makes the exception of a child of this machine. */
  public ChildFailedException(
      String child,
      String call,
      int attempt,
      long pid,
      ChildEnd end,
      String gaveUp,
      String stderr,
      Throwable spawn) {
    this(child, call, null, attempt, pid, end, gaveUp, stderr, spawn);
  }

  /**
   * Makes the exception of a child.
   *
   * @param host the other host that it ran on; null if that is this one
   * @param pid the id of its process, or -1 if there was none
   * @param gaveUp why it was not started again, as a sentence without its full stop; empty if there
   *     is nothing to say
   * @param stderr the end of what it wrote there; may be empty
   * @param spawn a throwable made where it was spawned
   */
  public ChildFailedException(
      String child,
      String call,
      @Nullable String host,
      int attempt,
      long pid,
      ChildEnd end,
      String gaveUp,
      String stderr,
      Throwable spawn) {
    super(text(child, call, host, attempt, pid, end, gaveUp, stderr, spawn), null);
    this.child = child;
    this.call = call;
    this.host = host;
    this.attempt = attempt;
    this.pid = pid;
    this.end = end;
  }

  /**
   * Makes the exception of a child of another process, of which only the text has come.
   *
   * @param text the message of the exception there
   */
  public ChildFailedException(String child, String call, int attempt, long pid, String text) {
    super(text, null);
    this.child = child;
    this.call = call;
    this.host = null;
    this.attempt = attempt;
    this.pid = pid;
    this.end = null;
  }

  /** The name of the child. */
  public String child() {
    return child;
  }

  /** The method that it ran, with its arguments. */
  public String call() {
    return call;
  }

  /** The other host that it ran on, as the program names it; null if that was this one. */
  public @Nullable String host() {
    return host;
  }

  /** Which attempt it was, 1 for the first; more if it was restarted. */
  public int attempt() {
    return attempt;
  }

  /** The id of its process; -1 if there was none. */
  public long pid() {
    return pid;
  }

  /**
   * How it ended; null only in a copy of this exception that was deserialized or came from another
   * process.
   */
  public @Nullable ChildEnd end() {
    return end;
  }

  private static String text(
      String child,
      String call,
      @Nullable String host,
      int attempt,
      long pid,
      ChildEnd end,
      String gaveUp,
      String stderr,
      Throwable spawn) {
    StringBuilder text = new StringBuilder();
    text.append('\'').append(child).append("' (").append(call);
    if (host != null) {
      text.append(", on ").append(host);
    }
    text.append(", attempt ").append(attempt);
    if (pid >= 0) {
      text.append(", pid ").append(pid);
    }
    text.append(") ").append(end).append('.');
    if (!gaveUp.isEmpty()) {
      text.append(' ').append(gaveUp).append('.');
    }
    if (!end.remedy().isEmpty()) {
      text.append(' ').append(end.remedy());
    }
    if (end instanceof ChildEnd.Threw threw) {
      section(text, "in the child", threw.stack().stripTrailing());
    } else if (!stderr.isEmpty()) {
      section(text, "the end of its stderr", stderr);
    }
    section(
        text,
        "spawned",
        Stream.of(spawn.getStackTrace())
            .dropWhile(frame -> SPAWNERS.contains(frame.getClassName()))
            .map(frame -> "\tat " + frame)
            .collect(Collectors.joining("\n")));
    return text.toString();
  }

  private static void section(StringBuilder text, String title, String body) {
    text.append("\n--- ").append(title).append(" ---\n").append(body);
  }
}
