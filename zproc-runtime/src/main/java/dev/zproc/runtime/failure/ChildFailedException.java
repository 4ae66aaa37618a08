package dev.zproc.runtime.failure;

import dev.zproc.runtime.child.ChildEnd;
import org.jspecify.annotations.Nullable;

/**
 * A child ended otherwise than by returning, or has returned too often for {@code
 * RestartPolicy.ALWAYS}, by which it is to live on. The message says which child, which call, which
 * attempt, how it ended and what to look at next; then come the stack of the exception in the
 * child, if it threw one, or the end of its stderr, and the stack of the {@code spawn}.
 *
 * <p>A stack trace shows that second part as the cause, below the stack of whoever was told; {@link
 * #toString} is the first part alone, and so is what exceptions around this one say.
 */
public final class ChildFailedException extends ZProcException {

  private static final long serialVersionUID = 1L;

  /** What to do next about one that went well, and too often. */
  private static final String TOO_OFTEN =
      " With RestartPolicy.ALWAYS it is started again after each return: let its method go on, allow"
          + " more restarts (max), make them rarer (backoff), or stop() it once it has done its"
          + " work.";

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
    this(
        child,
        call,
        host,
        attempt,
        pid,
        end,
        text(child, call, host, attempt, pid, end, gaveUp, stderr, spawn));
  }

  private ChildFailedException(
      String child,
      String call,
      @Nullable String host,
      int attempt,
      long pid,
      @Nullable ChildEnd end,
      String text) {
    super(text, Evidence.of(text));
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
    this(child, call, null, attempt, pid, (ChildEnd) null, text);
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
    if (!gaveUp.isEmpty() && end.isSuccess()) {
      text.append(TOO_OFTEN);
    }
    if (!end.remedy().isEmpty()) {
      text.append(' ').append(end.remedy());
    }
    if (end instanceof ChildEnd.Threw threw) {
      Evidence.add(text, Evidence.IN_CHILD, threw.stack());
    } else if (!stderr.isEmpty()) {
      Evidence.add(text, Evidence.STDERR, stderr);
    }
    Evidence.add(text, Evidence.SPAWNED, Evidence.frames(spawn));
    return Evidence.ended(text);
  }

  /** The first lines of the message; a stack trace has the rest as the cause. */
  @Override
  public String toString() {
    return getClass().getName() + ": " + Evidence.head(String.valueOf(getMessage()));
  }
}
